import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { ownJson } from '#kernel';
import { isPlain } from './check.ts';
import type { Call } from './caller.ts';
import { mannersOf } from './manners.ts';

/** The request that a token belongs to. The next request must be the same but for its token and how much it asks for. */
export interface Page {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
  readonly call: Call;
}

const lifetimeSeconds = 24 * 3600;
const nonceBytes = 12;
const tagBytes = 16;
const longest = 4000;

/**
 * Tokens that say where the next page begins. A token is sealed with AES-256-GCM, so that its content is neither read
 * nor changed, and is good for the same caller's account, operation, Region and query, for a day.
 * `secret`: 32 random bytes, the same on every node and after every start.
 */
export class PageTokens {
  readonly #key: Buffer;

  constructor(secret: Uint8Array) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'yagura page tokens', 32));
  }

  /** The token of the page that begins after `position`, which may be anything that JSON holds. */
  seal(page: Page, position: unknown): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(bindingOf(page));
    const ends = Math.floor(page.call.at.getTime() / 1000) + lifetimeSeconds;
    const sealed = [nonce, cipher.update(JSON.stringify([ends, position])), cipher.final(), cipher.getAuthTag()];
    return Buffer.concat(sealed).toString('base64url');
  }

  /**
   * The position in a token, or nothing where there is no token or an empty one: the first page. Throws the service's own fault when
   * the token is not ours, belongs to another request, or is too old.
   */
  open<Position extends z.ZodType>(
    page: Page,
    token: string | undefined,
    position: Position,
  ): z.infer<Position> | undefined {
    if (token === undefined || token === '') return undefined;
    const refuse = (why: string) => mannersOf(page.service).token(why);
    const text = this.#opened(page, token);
    if (text === undefined)
      throw refuse('it is not of this request. Use the token of the last page, with the same input');
    const [ends, inside] = ownJson<readonly unknown[]>(text);
    if (typeof ends !== 'number' || ends * 1000 < page.call.at.getTime())
      throw refuse('it is older than a day. Begin at the first page');
    const parsed = position.safeParse(inside);
    if (!parsed.success) throw refuse('it was made by another version of Yagura. Begin at the first page');
    return parsed.data;
  }

  #opened(page: Page, token: string): string | undefined {
    const bytes = Buffer.from(token.slice(0, longest), 'base64url');
    // Of several spellings of the same bytes only one is ours.
    if (bytes.length < nonceBytes + tagBytes || bytes.toString('base64url') !== token) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(bindingOf(page))
      .setAuthTag(bytes.subarray(-tagBytes));
    try {
      return decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return undefined;
    }
  }
}

/** What a token is bound to. How many results a page holds may change from page to page. */
const bindingOf = ({ service, operation, input, call }: Page): Buffer =>
  Buffer.from(JSON.stringify([service, operation, call.caller.account, call.region, sorted(input)]));

const changing = /^(next_?token|max_?results|limit|page_?size)$/i;

/** The same input is the same text, in whichever order its members came. */
function sorted(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, depth + 1));
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (!isPlain(value)) return value;
  const entries = Object.entries(value)
    .filter(([name, inner]) => inner !== undefined && !(depth === 0 && changing.test(name)))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner, depth + 1)]));
}
