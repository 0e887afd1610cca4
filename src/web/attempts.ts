import { Fault, type Clock } from '#kernel';

const most = 10;
const windowMilliseconds = 10 * 60_000;
const rememberedAddresses = 10_000;

/** Counts wrong tokens by address and, after ten in ten minutes, refuses the address for the rest of that time. */
export class Attempts {
  readonly #clock: Clock;
  readonly #failed = new Map<string, { count: number; until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws `TooMany` when this address has failed too often. */
  check(address: string): void {
    const failed = this.#failed.get(address);
    if (failed === undefined || failed.until <= this.#clock.now().getTime() || failed.count < most) return;
    throw new Fault('TooMany', {
      en: 'Too many wrong tokens came from this address. Wait ten minutes, then try again.',
      ja: 'このアドレスから誤ったトークンが続けて送られました。10 分待ってから、もう一度お試しください。',
    });
  }

  failed(address: string): void {
    const now = this.#clock.now().getTime();
    const known = this.#failed.get(address);
    const counts = known !== undefined && known.until > now;
    this.#failed.delete(address); // put back at the end, so that the first key is the one unseen for longest
    this.#failed.set(
      address,
      counts ? { ...known, count: known.count + 1 } : { count: 1, until: now + windowMilliseconds },
    );
    const [oldest] = this.#failed.keys();
    if (this.#failed.size > rememberedAddresses && oldest !== undefined) this.#failed.delete(oldest);
  }
}
