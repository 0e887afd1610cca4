// Opens no lake.
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { contentFolder, yamlFiles } from '#kernel';
import type { Claimed } from './book.ts';
import { openBook } from './book.ts';
import { TestsApart } from './tests-apart.ts';

const book = openBook({ own: await yamlFiles(`${contentFolder}/rules`), other: [] });
const isHere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

let place: string;
let folder: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'yagura-apart-'));
  folder = join(place, 'rule-tests');
});
afterAll(() => rm(place, { recursive: true, force: true }));

const claimed = (id: string | undefined): Claimed => {
  const found = book.claimed(id ?? '');
  if (found === undefined) throw new Error('There is no such rule.');
  return found;
};
const [one, two] = [claimed(book.windows[0]?.id), claimed(book.windows[1]?.id)];

/** A program that says which process it is, and then what is given. */
async function program(name: string, then: string): Promise<{ path: string; pid: () => Promise<number> }> {
  const [path, pid] = [join(place, `${name}.mjs`), join(place, `${name}.pid`)];
  await writeFile(
    path,
    `import { writeFileSync } from 'node:fs';\nwriteFileSync('${pid}', String(process.pid));\n${then}`,
  );
  return { path, pid: async () => Number(await vi.waitFor(() => readFile(pid, 'utf8').then(notEmpty), 20_000)) };
}
const notEmpty = (text: string): string => {
  if (text === '') throw new Error('It has not been written yet.');
  return text;
};
const forever = 'setInterval(() => {}, 1000);';
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('runs the tests of a window with the program itself, knows them from then on, and leaves no folder', async () => {
  await using apart = new TestsApart({ program: join(contentFolder, '../bin/yagura'), folder });
  const outcomes = await apart.outcomes(one, 'its text');
  expect(outcomes.map(({ name, passed }) => [name, passed])).toEqual(
    one.guide?.tests.map(({ name }, index) => [name ?? `test ${index + 1}`, true]),
  );
  expect(await apart.outcomes(one, 'its text')).toBe(outcomes);
  expect(await isHere(folder)).toBe(false);
}, 60_000);

it('ends the process when whoever asked leaves, also the one that waits for its turn', async () => {
  const { path, pid } = await program('leaves', forever);
  await using apart = new TestsApart({ program: path, folder });
  const leaving = new AbortController();
  const asked = [one, two].map((rule) => apart.outcomes(rule, 'text', leaving.signal));
  const process = await pid();
  expect(await isHere(folder)).toBe(true);
  leaving.abort();
  for (const refused of await Promise.allSettled(asked))
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'Unavailable' } });
  expect(isAlive(process)).toBe(false);
  expect(await isHere(folder)).toBe(false);
});

it('leaves neither process nor folder when it is closed', async () => {
  const { path, pid } = await program('closed', forever);
  const apart = new TestsApart({ program: path, folder });
  const asked = expect(apart.outcomes(one, 'text')).rejects.toMatchObject({ code: 'Unavailable' });
  const process = await pid();
  await apart[Symbol.asyncDispose]();
  await asked;
  expect(isAlive(process)).toBe(false);
  expect(await isHere(folder)).toBe(false);
});

it('gives up what takes too long or says too much, and tells who comes when too many wait', async () => {
  const slow = await program('slow', forever);
  const limits = { seconds: 1, memoryMegabytes: 100, waiting: 1 };
  await using apart = new TestsApart({ program: slow.path, folder, limits });
  const first = expect(apart.outcomes(one, 'text')).rejects.toMatchObject({ code: 'TooSlow' });
  await expect(apart.outcomes(two, 'text')).rejects.toMatchObject({ code: 'TooMany' });
  await first;
  const loud = await program('loud', `setInterval(() => process.stdout.write('y'.repeat(100_000)), 1);`);
  await using other = new TestsApart({ program: loud.path, folder });
  await expect(other.outcomes(one, 'text')).rejects.toMatchObject({ code: 'TooSlow' });
});

it('says why there is no outcome, and asks again the next time', async () => {
  const { path } = await program('broken', `console.error('The engine is not there.'); process.exit(1);`);
  await using apart = new TestsApart({ program: path, folder });
  await expect(apart.outcomes(one, 'text')).rejects.toThrow(/The engine is not there\./);
  await program(
    'broken',
    `console.log(JSON.stringify({ file: 'f', rule: 'r', name: 'n', expected: 'quiet', passed: false }));`,
  );
  expect(await apart.outcomes(one, 'text')).toMatchObject([{ name: 'n', passed: false }]);
});
