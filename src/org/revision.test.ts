import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '#store';
import { made, type Made } from './made.contract.ts';
import { Revision } from './revision.ts';

const nothing = (): Promise<void> => Promise.resolve();

describe('The number of the last change', () => {
  let one: Made;
  const clock = { now: () => new Date(one.now) };
  const opened = (store: Store = one.store): Revision => new Revision(store, clock);
  beforeEach(async () => {
    one = await made();
  });
  afterEach(() => one[Symbol.asyncDispose]());

  it('rises by one with each change, and is known at once where it was made', async () => {
    const revision = opened();
    const first = await revision.current();
    expect(await revision.change(() => Promise.resolve('done'))).toBe('done');
    expect(await revision.current()).toBe(first + 1);
    await revision.change(nothing);
    expect(await revision.current()).toBe(first + 2);
  });

  it('stays as it was where the change fails', async () => {
    const revision = opened();
    const first = await revision.current();
    await expect(revision.change(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    one.now += 500;
    expect(await revision.current()).toBe(first);
  });

  it('is not asked for within half a second, and then shows what another process changed', async () => {
    const [here, there] = [opened(), opened()];
    const first = await here.current();
    await there.change(nothing);
    expect(here.current()).toBe(first);
    one.now += 499;
    expect(here.current()).toBe(first);
    one.now += 1;
    expect(await here.current()).toBe(first + 1);
  });

  it('is asked for again when the clock is set back', async () => {
    const [here, there] = [opened(), opened()];
    const first = await here.current();
    await there.change(nothing);
    one.now -= 1;
    expect(await here.current()).toBe(first + 1);
  });

  it('is asked for once by all who want it at the same moment', async () => {
    const revision = opened();
    const asked = revision.current();
    expect(revision.current()).toBe(asked);
    await asked;
  });

  it('is not kept when the answer is older than a change of one’s own', async () => {
    await using slow = await openStore({ path: join(one.folder, 'store.db') });
    const answer = held();
    const revision = opened(askedFirst(one.store, slow, answer.wait));
    const before = revision.current();
    await answer.there;
    await revision.change(nothing);
    answer.letGo();
    const old = await before;
    expect(await revision.current()).toBe(old + 1);
  });

  it('is asked for anew after the store had no answer', async () => {
    await using away = await openStore({ path: join(one.folder, 'store.db') });
    const revision = opened(askedFirst(one.store, away, () => Promise.reject(new Error('The store is away.'))));
    await expect(revision.current()).rejects.toThrow('away');
    expect(await revision.current()).toBe(await opened().current());
  });
});

/** A store of which the first question goes to another connection, whose answer waits for what `wait` says. */
function askedFirst(store: Store, first: Store, wait: () => Promise<void>): Store {
  const waiting = first.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await wait();
      return result;
    },
  });
  let asked = false;
  return {
    ...store,
    get db() {
      const db = asked ? store.db : waiting;
      asked = true;
      return db;
    },
  };
}

/** `wait` ends when somebody lets go; `there` when it has begun. */
function held() {
  let begin = (): void => undefined;
  let letGo = (): void => undefined;
  const there = new Promise<void>((resolve) => (begin = resolve));
  const end = new Promise<void>((resolve) => (letGo = resolve));
  const wait = (): Promise<void> => {
    begin();
    return end;
  };
  return { there, wait, letGo: () => letGo() };
}
