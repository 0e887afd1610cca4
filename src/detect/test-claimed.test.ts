// Opens no lake.
import { expect, it } from 'vitest';
import { knowledge } from '#attack';
import { contentFolder, yamlFiles } from '#kernel';
import { allSources } from '#sources';
import { openBook } from './book.ts';
import { testClaimed } from './test-claimed.ts';

const book = openBook({ own: await yamlFiles(`${contentFolder}/rules`), other: [] });
const sources = await allSources();
const known = knowledge(await yamlFiles(`${contentFolder}/knowledge`)).knowledge;
const noLake = () => Promise.resolve(undefined);
const { rules, correlations, windows, baselines, sequences } = book;

it.each(Object.entries({ rules, correlations, baselines, sequences }))(
  'runs the tests of one of the %s, and of no other rule',
  async (_, all) => {
    const claimed = all.map(({ id }) => book.claimed(id)).find((one) => (one?.guide?.tests ?? []).length > 0);
    if (claimed === undefined) throw new Error('There is none with tests.');
    const outcomes = await testClaimed(claimed, { book, sources, knowledge: known, scratch: noLake });
    expect(outcomes?.map(({ name, passed }) => [name, passed])).toEqual(
      claimed.guide?.tests.map(({ name }, index) => [name ?? `test ${index + 1}`, true]),
    );
  },
);

it('leaves windows where no lake can be opened for them', async () => {
  const claimed = book.claimed(windows[0]?.id ?? '');
  if (claimed === undefined) throw new Error('There is none.');
  expect(await testClaimed(claimed, { book, sources, knowledge: known, scratch: noLake })).toBeUndefined();
});
