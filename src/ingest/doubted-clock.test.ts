// Opens no lake.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '#store';
import { doubtedClock, doubtText, lookAtClock } from './doubted-clock.ts';
import { ingestMigrations } from './tables.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
  await store.migrate(ingestMigrations);
});
afterEach(() => store[Symbol.asyncDispose]());

const at = (time: string) => ({ store, clock: { now: () => new Date(time) } });

describe('The clock before a clearing', () => {
  test('is not doubted at first, from day to day, and after two weeks of being off', async () => {
    for (const time of ['2026-11-01', '2026-11-02', '2026-11-16', '2026-11-30'])
      expect(await lookAtClock(at(time)), time).toBeUndefined();
  });

  test('that moved by years is doubted for a week, also by whoever only asks, and then believed', async () => {
    await lookAtClock(at('2026-11-28'));
    const doubted = await doubtedClock(at('2030-01-01T06:00:00Z'));
    expect(doubted && doubtText(doubted)).toEqual({
      en: 'The clock says 2030-01-01, but Yagura last ran on 2026-11-28. If it is wrong, set it. Nothing is dropped for its age until 2030-01-08.',
      ja: expect.stringContaining('2030-01-08 までは'),
    });
    for (const time of ['2030-01-01', '2030-01-02', '2030-01-07']) expect(await lookAtClock(at(time))).toBeDefined();
    expect(await lookAtClock(at('2030-01-09'))).toBeUndefined();
    expect(await lookAtClock(at('2030-01-10'))).toBeUndefined();
  });

  test('that moves again while it is doubted is doubted anew; one that is set right is believed at once', async () => {
    await lookAtClock(at('2026-11-28'));
    await lookAtClock(at('2028-01-01'));
    expect(await lookAtClock(at('2031-01-01'))).toMatchObject({ from: Date.parse('2026-11-28') });
    expect(await lookAtClock(at('2026-11-29'))).toBeUndefined();
    expect(await lookAtClock(at('2026-11-30'))).toBeUndefined();
    expect(await lookAtClock(at('2031-01-01'))).toBeDefined();
  });
});
