import { lookup } from 'node:dns';
import { request as requestPlain, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Fault, type Text } from '#kernel';
import { isInternal } from './internal.ts';
import { readLimited } from './read-limited.ts';
import { shortened } from './shortened.ts';
import { tooLate, whyUnreachable } from './why-unreachable.ts';

/** What was fetched. */
export interface Fetched {
  /** Absent when the content is the one that was seen before. */
  readonly bytes?: Buffer;
  /** What the server calls this content (ETag); empty where it says nothing. */
  readonly version: string;
}

/** Why a server refuses for now, and for how many milliseconds it says to wait: the cause of an `Unavailable`. */
export class Postponed extends Error {
  override readonly name = 'Postponed';
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super(`not before ${Math.ceil(milliseconds / 1000)} seconds from now`);
    this.milliseconds = milliseconds;
  }
}

/** A question on its way, over however many servers that lead to others. */
export interface Going {
  readonly reach: Internal;
  /** The version that is here already; empty where there is none. */
  readonly seen: string;
  /** When all must be done, in milliseconds of `performance.now()`: setting the clock of this machine changes nothing. */
  readonly until: number;
  readonly redirects: number;
  /** The most that is taken. */
  readonly bytes: number;
}

/** What of one's own networks may be asked. */
export interface Internal {
  /** Whether addresses within networks of one's own may be asked. */
  readonly internal: boolean;
  /** What counts as such an address; what IANA's registries say, when absent. */
  readonly isInternal?: ((address: string) => boolean) | undefined;
}

/** What a server has at an address, also after redirects. Throws `Unavailable`, `TooLarge`, and `BadInput` for what lies inside. */
export async function overHttp(url: URL, going: Going): Promise<Fetched> {
  const response = await ask(url, going);
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400 && headers.location !== undefined) {
    response.destroy();
    if (going.redirects === 0)
      throw unreachable(url, { en: 'it redirects again and again', ja: 'リダイレクトが繰り返されます' });
    return overHttp(redirected(headers.location, url), { ...going, redirects: going.redirects - 1 });
  }
  const version = headers.etag ?? '';
  if (status === 200) return { bytes: await bodyOf(response, url, going), version };
  response.destroy();
  if (status === 304 && going.seen !== '') return { version: going.seen };
  throw unreachable(url, answers(status), postponed(headers));
}

/** How long a server says to wait, as seconds or as a date of its own clock, at most a day. */
function postponed({ 'retry-after': after, date = '' }: IncomingHttpHeaders): Postponed | undefined {
  if (after === undefined) return undefined;
  const wait = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.parse(date);
  return wait > 0 ? new Postponed(Math.min(wait, 86_400_000)) : undefined;
}

function redirected(location: string, from: URL): URL {
  const url = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && from.protocol === 'http:')) return url;
  throw unreachable(from, {
    en: `it redirects to ${shortened(location)}, which is not followed`,
    ja: `${shortened(location)} へのリダイレクトには従いません`,
  });
}

function ask(url: URL, { reach, seen, until }: Going): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isInside = reach.isInternal ?? isInternal;
  if (!reach.internal && isIP(host) > 0 && isInside(host)) throw internal(url);
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((found, failed) => {
    const asking = request(
      url,
      {
        lookup: reach.internal ? lookup : outside(url, isInside),
        signal: AbortSignal.timeout(Math.max(1, Math.ceil(until - performance.now()))),
        headers: { accept: '*/*', 'accept-encoding': 'gzip', 'user-agent': 'Yagura', ...conditions(seen) },
      },
      found,
    );
    asking.on('error', (error) => failed(error instanceof Fault ? error : unreachable(url, whyUnreachable(error))));
    asking.end();
  });
}

const conditions = (seen: string): Record<string, string> => (seen === '' ? {} : { 'if-none-match': seen });

/** Finds addresses as usual, and refuses a name of which any address is internal: it might be asked next. */
const outside =
  (url: URL, isInside: (address: string) => boolean): LookupFunction =>
  (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) done(error, '');
      else if (addresses.some(({ address }) => isInside(address))) done(internal(url), '');
      else if (options.all === true) done(null, addresses);
      else done(null, addresses[0]?.address ?? '', addresses[0]?.family);
    });
  };

async function bodyOf(response: IncomingMessage, url: URL, { until, bytes }: Going): Promise<Buffer> {
  try {
    return await readLimited(response, bytes, url.origin);
  } catch (error) {
    if (error instanceof Fault) throw error;
    // To end a connection at its time looks to who reads from it as if the server had ended it.
    throw unreachable(url, performance.now() < until ? whyUnreachable(error) : tooLate);
  }
}

const answers = (status: number): Text => ({ en: `it answers ${status}`, ja: `応答は ${status} でした` });

function unreachable(url: URL, why: Text, cause?: Postponed): Fault {
  const seconds = Math.ceil((cause?.milliseconds ?? 0) / 1000);
  const en = `The list at ${url.origin} cannot be fetched: ${why.en}.`;
  const ja = `${url.origin} のリストを取得できません。${why.ja}。`;
  const said =
    cause === undefined
      ? { en: `${en} Check the location and try again.`, ja: `${ja}取得元を確認し、もう一度お試しください。` }
      : {
          en: `${en} It asks to come back not before ${seconds} seconds from now; so that is done.`,
          ja: `${ja}サーバーの指示に従い、${seconds} 秒後以降に再試行します。`,
        };
  return new Fault('Unavailable', said, cause === undefined ? {} : { cause });
}

const internal = (url: URL): Fault =>
  new Fault('BadInput', {
    en: `The list at ${url.origin} lies within one's own networks, which are not asked. Set intel.internal to allow it.`,
    ja: `${url.origin} のリストは自分のネットワークの中にあるため、取得しません。許可するには intel.internal を設定してください。`,
  });
