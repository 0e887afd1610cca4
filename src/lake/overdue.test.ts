// Opens no lake.
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Overdue } from './overdue.ts';

/** A question that nobody may take long over, and that goes on until it is told. */
function endless() {
  let end: (answer: string) => void = () => undefined;
  const answer = new Promise<string>((resolve) => (end = resolve));
  return { start: () => answer, end: () => end('at last') };
}
const atOnce = { seconds: -5 };

test('nobody waits longer than a question may take, and two that cannot be ended are as many as there may be', async () => {
  const overdue = new Overdue();
  const [one, two] = [endless(), endless()];
  for (const { start } of [one, two])
    await expect(overdue.wait(atOnce, start)).rejects.toMatchObject({ code: 'TooSlow' });
  await expect(overdue.wait({ seconds: 60 }, async () => 'never asked')).rejects.toMatchObject({ code: 'TooMany' });
  one.end();
  await turn();
  expect(await overdue.wait({ seconds: 60 }, async () => 'answered')).toBe('answered');
  expect(overdue.any).toBe(true);
  two.end();
  await turn();
  expect(overdue.any).toBe(false);
});

test('a question that fails in time is not overdue', async () => {
  const overdue = new Overdue();
  const broken = async (): Promise<never> => {
    throw new Error('broken');
  };
  await expect(overdue.wait({ seconds: 60 }, broken)).rejects.toThrow('broken');
  expect(overdue.any).toBe(false);
});
