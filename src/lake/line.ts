import { setTimeout as pause } from 'node:timers/promises';
import { ClickHouseError } from '@clickhouse/client';
import { Fault, sentenceOf, systemClock, type Clock, type FaultCode } from '#kernel';
import { engineFault } from './engine-fault.ts';

/** The line to a server: tries again when it does not answer, and remembers since when. */
export class Line {
  private readonly host: string;
  private readonly pauses: readonly number[];
  private readonly clock: Clock;
  private since: Date | undefined;

  constructor(host: string, pauses: readonly number[] = [200, 1000, 3000], clock: Clock = systemClock) {
    this.host = host;
    this.pauses = pauses;
    this.clock = clock;
  }

  /**
   * Runs `work`, which must do no harm when it runs again. Throws `Unavailable` when the server stays away,
   * `otherwise` when it refuses.
   */
  async repeat<T>(work: () => Promise<T>, otherwise: FaultCode = 'Internal'): Promise<T> {
    for (const milliseconds of this.pauses) {
      const result = await this.attempt(work, otherwise);
      if ('value' in result) return result.value;
      await pause(milliseconds);
    }
    const last = await this.attempt(work, otherwise);
    if ('value' in last) return last.value;
    return this.giveUp(last.error);
  }

  private async attempt<T>(work: () => Promise<T>, otherwise: FaultCode): Promise<{ value: T } | { error: unknown }> {
    try {
      const value = await work();
      this.since = undefined;
      return { value };
    } catch (error) {
      if (error instanceof Fault || answered(error)) throw engineFault(error, otherwise);
      this.since ??= this.clock.now();
      if (isSilent(error)) return this.giveUp(error);
      return { error };
    }
  }

  private giveUp(error: unknown): never {
    const said = sentenceOf(error).replace(/\.$/, '');
    const why = said || (error instanceof Error && 'code' in error ? String(error.code) : 'no answer');
    throw new Fault(
      'Unavailable',
      {
        en: `ClickHouse at ${this.host} has not answered since ${this.since?.toISOString()}: ${why}. Start it, or correct lake.url. Then do the same again.`,
        ja: `ClickHouse（${this.host}）が ${this.since?.toISOString()} から応答していません（${why}）。起動するか lake.url を直してから、もう一度実行してください。`,
      },
      { cause: error },
    );
  }
}

/** True when the server kept the line open and said nothing: minutes have been waited already. */
const isSilent = (error: unknown): boolean => sentenceOf(error).startsWith('Timeout error');

/** True when the server itself refused, and would refuse again; not when it is only too busy. */
const answered = (error: unknown): boolean =>
  error instanceof ClickHouseError ? error.code !== '202' : sentenceOf(error).includes('DB::Exception');
