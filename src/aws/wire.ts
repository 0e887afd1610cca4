import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came over the wire, with its whole body. */
export interface WireRequest {
  readonly method: string;
  /** As it was sent: not decoded, nothing removed. */
  readonly path: string;
  /** What follows the first question mark, as it was sent. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they were sent. */
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The pairs of a query string or a form, decoded. What cannot be decoded is taken as it is. */
export const pairsOf = (text: string, decode: (part: string) => string): [string, string][] =>
  text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const cut = pair.indexOf('=');
      return cut < 0 ? [decode(pair), ''] : [decode(pair.slice(0, cut)), decode(pair.slice(cut + 1))];
    });

/** Undoes percent-encoding. */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Undoes the encoding of forms, where a plus sign is a space. */
export const formDecoded = (text: string): string => percentDecoded(text.replaceAll('+', ' '));

/** One header; of several with this name all, with commas between them. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
