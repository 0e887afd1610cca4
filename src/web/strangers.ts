import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { Fault } from '#kernel';

type Guard = MiddlewareHandler<{ Bindings: HttpBindings }>;

/** The names under which people may reach the page. */
export interface Names {
  readonly listen: string;
  readonly publicUrl?: string | undefined;
}

/**
 * Refuses a Host that is not ours: a page of a stranger whose name has been pointed at this machine
 * (DNS rebinding) would otherwise be of the same origin. An address of this very connection cannot be rebound.
 */
export function refuseForeignHost(names: Names): Guard {
  const known = new Set(['localhost', '127.0.0.1', '[::1]', hostName(names.listen)]);
  if (names.publicUrl !== undefined) known.add(new URL(names.publicUrl).hostname);
  return async (context, next) => {
    const name = hostOf(context.req.header('host'));
    const own = hostName(withoutMapping(context.env.incoming.socket.localAddress ?? ''));
    if (name === undefined || (!known.has(name) && name !== own)) {
      throw new Fault('Denied', {
        en: 'Yagura does not answer under this name. Use the address that it printed, or put this one into the setting web.publicUrl.',
        ja: 'この名前では応答しません。起動時に表示されたアドレスを使うか、この名前を設定 web.publicUrl に書いてください。',
      });
    }
    await next();
  };
}

/** Refuses a request that changes something and that a page of another origin sent (CSRF). */
export function refuseForeignOrigin(names: Names): Guard {
  const publicOrigin = names.publicUrl === undefined ? undefined : new URL(names.publicUrl).origin;
  return async (context, next) => {
    const origin = context.req.header('origin');
    const site = context.req.header('sec-fetch-site');
    const sameOrigin =
      origin === undefined || origin === publicOrigin || originHost(origin) === context.req.header('host');
    const sameSite = site === undefined || site === 'same-origin' || site === 'none';
    if (!sameOrigin || !sameSite) {
      throw new Fault('Denied', {
        en: 'This request came from a page of another origin. Use the page of Yagura itself.',
        ja: 'このリクエストは別のオリジンのページから来ました。Yagura の画面を使ってください。',
      });
    }
    await next();
  };
}

const hostName = (address: string): string => (address.includes(':') ? `[${address}]` : address.toLowerCase());

/** `::ffff:10.0.0.1`, as a socket for both families names an IPv4 address. */
const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');

function hostOf(header: string | undefined): string | undefined {
  if (header === undefined || !/^[\w.:[\]-]+$/.test(header)) return undefined;
  return URL.canParse(`http://${header}`) ? new URL(`http://${header}`).hostname : undefined;
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
