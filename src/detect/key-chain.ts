import { actorNamed, longestSince } from './deed.ts';
import type { Cell, Event } from '#sources';

/** One link of the chain of credentials: who handed out `accessKey`. */
export interface Handover {
  readonly time: string;
  readonly principal: string;
  readonly action: string;
  readonly accessKey: string;
  readonly address: string;
  readonly eventId: string;
  /** The key with which it was asked for. */
  readonly askedWith: string;
}

const most = 200_000;
const longest = 10;

/** Remembers who handed out which access key, in bounded memory: the oldest are forgotten first. */
export class KeyChain {
  /** By the key that was handed out. */
  readonly #by = new Map<string, Handover>();

  /** Takes note of an event that hands out a key (AssumeRole, GetSessionToken, CreateAccessKey, ...). */
  learn(event: Event): void {
    const issued = text(event.columns['issued_key']);
    if (issued === '' || this.#by.has(issued)) return;
    if (this.#by.size >= most) this.#forgetOldest();
    this.#by.set(issued, {
      time: new Date(event.time).toISOString(),
      principal: text(event.columns['session_arn']) || text(event.columns['principal']),
      action: text(event.columns['action']),
      accessKey: issued,
      address: text(event.columns['address']),
      eventId: event.id,
      askedWith: text(event.columns['access_key']),
    });
  }

  /** Who handed out this key, and who theirs; oldest first. Nothing handed out after it was used (`until`, in ms). */
  lineage(accessKey: string, until: number): Handover[] {
    const chain: Handover[] = [];
    let known = this.#by.get(accessKey);
    let before = until;
    while (known !== undefined && !chain.includes(known) && chain.length < longest) {
      const at = Date.parse(known.time);
      if (at > before) break;
      before = at;
      chain.unshift(known);
      known = this.#by.get(known.askedWith);
    }
    return chain;
  }

  /** Who began the chain of this key: the first caller that is no service of AWS, which hands out keys to all alike. */
  beginnerOf(accessKey: string, until: number): string | undefined {
    const first = this.lineage(accessKey, until).find(
      ({ principal, time }) => !principal.endsWith('.amazonaws.com') && Date.parse(time) >= until - longestSince,
    );
    return first === undefined ? undefined : actorNamed(first.principal);
  }

  #forgetOldest(): void {
    const [oldest] = this.#by.keys();
    if (oldest !== undefined) this.#by.delete(oldest);
  }
}

const text = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');
