// Opens no lake.
import { describe, expect, test } from 'vitest';
import { contentFolder, yamlFiles } from '#kernel';
import { allSources } from '#sources';
import { openBook } from './book.ts';
import { madeEvents } from './made-events.ts';
import { mayFire } from './may-fire.ts';
import { eventsOfTest } from './window-tests.ts';

const book = openBook({ own: await yamlFiles(`${contentFolder}/rules`), other: [] });
const sources = await allSources();

/** The tests of windows that fire without a list of their own; what they show may be judged by the lists of Yagura. */
const firing = book.windows.flatMap((window) =>
  (book.claimed(window.id)?.guide?.tests ?? []).flatMap((shown) =>
    'fires' in shown && !JSON.stringify(shown).includes('"list":') ? [{ title: window.title, window, shown }] : [],
  ),
);

const among = (holds: (window: (typeof book.windows)[number]) => boolean) => {
  const found = book.windows.filter(holds);
  expect(found.length).toBeGreaterThan(0);
  return found;
};
const calls = madeEvents([{ calls: 3, eventName: 'ListUsers' }], sources);
const flows = madeEvents([{ flows: 3, from: '10.0.1.5', to: '10.0.2.9', port: 443 }], sources);

describe('Whether windows are worth asking is told from events alone', () => {
  test('and what fires in the test of a rule is never passed over', async () => {
    expect(firing.length).toBeGreaterThan(30);
    const passedOver: string[] = [];
    for (const { title, window, shown } of firing)
      if (!(await mayFire(eventsOfTest(shown, sources), [window]))) passedOver.push(title);
    expect(passedOver).toEqual([]);
  });

  test('and those that read another log cannot fire', async () => {
    const overFlows = among(({ reads }) => reads === 'flows');
    expect(await mayFire(calls, overFlows)).toBe(false);
    expect(await mayFire(flows, overFlows)).toBe(true);
    expect(await mayFire([], book.windows)).toBe(false);
  });

  test('and one that needs a text cannot fire where no event holds it', async () => {
    const needing = among(({ needs }) => needs !== undefined);
    expect(await mayFire(calls, needing)).toBe(false);
    const ofFunction = madeEvents([{ calls: 1, eventName: 'ListUsers', userAgent: 'x exec-env/AWS_Lambda' }], sources);
    expect(await mayFire([...calls, ...ofFunction], needing)).toBe(true);
  });

  test('and one that goes by lists cannot fire where nobody on them is spoken of', async () => {
    const byLists = among(({ reads, listed, needs }) => reads === 'calls' && listed && needs === undefined);
    const from = (address: string) =>
      madeEvents([{ calls: 1, eventName: 'ListUsers', sourceIPAddress: address }], sources);
    expect(await mayFire(from('192.0.2.7'), byLists)).toBe(false);
    expect(await mayFire([...from('192.0.2.7'), ...from('128.31.0.39')], byLists)).toBe(true); // an authority of Tor
  });
});
