// What a million entries of threat lists take in memory, and how long a look-up takes: addresses and names on a list and
// not on it, beside a look-up in a plain `Map` in the same run.
import { setTimeout as pause } from 'node:timers/promises';
import { Catalogue, entryOf, type Entry, type ListInfo } from '#intel';

const entries = 1_000_000;
const lookUps = 200_000;
const spans = 8;

const list: ListInfo = { id: 'made', name: 'made', kind: 'threat', category: '', account: '', region: '' };
const address = (number: number): string =>
  [11 + (number >>> 24), number >>> 16, number >>> 8, number].map((part) => part & 255).join('.');
const name = (number: number): string => `host-${number.toString(36)}.list-${number % 997}.example`;
const spread = (number: number): number => Math.imul(number, 2_654_435_761) >>> 0;

/** Within 2a00::/12; half of the bits below differ from one to the next. */
const six = (number: number): string =>
  `2a0${(number & 7).toString(16)}:${((number >>> 3) & 65_535).toString(16)}:${(number >>> 19).toString(16)}::${(number & 4095).toString(16)}`;

/** What can be on a list: how it is written, and what is not on it. */
const kinds: Readonly<Record<string, { on: (at: number) => string; off: (at: number) => string }>> = {
  addresses: { on: (at) => address(spread(at)), off: (at) => address(spread(at + 2 * entries)) },
  networks: { on: (at) => `${address(spread(at))}/24`, off: (at) => address(spread(at + 2 * entries)) },
  'addresses of IPv6': { on: (at) => six(spread(at)), off: (at) => six(spread(at + 2 * entries)) },
  'networks of IPv6': {
    on: (at) => `${six(spread(at)).split('::')[0] ?? ''}::/48`,
    off: (at) => six(spread(at + 2 * entries)),
  },
  domains: { on: name, off: (at) => `${name(at)}.org` },
};

const rows = [];
for (const [kind, { on, off }] of Object.entries(kinds)) {
  const before = await used();
  const made = Date.now();
  const catalogue = compiled(on);
  const seconds = (Date.now() - made) / 1000;
  const megabytes = (await used()) - before;
  const asked = (of: (at: number) => string) =>
    Array.from({ length: lookUps }, (_, at) => of((at * 7919) % entries).replace(/\/\d+$/, ''));
  const look = (value: string): number =>
    (kind === 'domains' ? catalogue.domainIn(value) : catalogue.addressIn(value)).length;
  const plain = new Map(asked(on).map((value, at) => [value, at]));
  rows.push({
    'a million': kind,
    'memory, MB': megabytes.toFixed(0),
    'compiled in, s': seconds.toFixed(1),
    'on the list, µs': microseconds(asked(on), look).toFixed(2),
    'not on it, µs': microseconds(asked(off), look).toFixed(2),
    'plain Map, µs': microseconds(asked(on), (value) => plain.get(value) ?? 0).toFixed(2),
  });
}
console.table(rows);

/** A catalogue of a million entries; they themselves are gone when it is made. */
function compiled(on: (at: number) => string): Catalogue {
  const all = Array.from({ length: entries }, (_, at) => entryOf(on(at))).filter(
    (entry): entry is Entry => entry !== undefined,
  );
  return new Catalogue([{ list, entries: all }]);
}

/** Megabytes in use after everything that nobody holds is gone. */
async function used(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await pause(50);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/**
 * Of one look-up, in processor time, for the cores are shared: the best of some spans. Their answers are added up, so
 * that none is left out.
 */
function microseconds(values: readonly string[], look: (value: string) => number): number {
  let [found, best] = [0, Number.POSITIVE_INFINITY];
  for (let span = 0; span < spans; span++) {
    const started = process.cpuUsage();
    for (const value of values) found += look(value);
    const { user, system } = process.cpuUsage(started);
    best = Math.min(best, (user + system) / values.length);
  }
  return found < 0 ? 0 : best;
}
