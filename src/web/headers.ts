import type { MiddlewareHandler } from 'hono';

/**
 * Nothing is loaded from elsewhere, nothing inline runs, nobody frames the page. `data:` images and fonts
 * are those that Cloudscape's own style sheets carry.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const always: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** The headers of every reply; `secure` says that people come over TLS. Replies are not kept unless they say so. */
export const headersOfEveryReply = (secure: boolean): Readonly<Record<string, string>> => ({
  ...always,
  ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  'Cache-Control': 'no-store',
});

/** Puts them. */
export function securityHeaders(secure: boolean): MiddlewareHandler {
  const { 'Cache-Control': notKept = '', ...put } = headersOfEveryReply(secure);
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(put)) context.res.headers.set(name, value);
    if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', notKept);
  };
}
