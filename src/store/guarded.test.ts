import { expect, test } from 'vitest';
import { codeOf, patient } from './guarded.ts';

const busy = (): Error => Object.assign(new Error('busy'), { code: 'BUSY' });
const guard = (patience: number) =>
  patient({ busy: 'BUSY', patience, look: 1 }, (error) => new Error('told', { cause: error }));

/** Fails so often, then answers; how often it was tried. */
function work(failures: number, error: () => Error) {
  const tried = { times: 0 };
  const run = (): Promise<string> => {
    tried.times += 1;
    return tried.times <= failures ? Promise.reject(error()) : Promise.resolve('done');
  };
  return { tried, run };
}

test('what is refused because others are at it is tried again', async () => {
  const { tried, run } = work(3, busy);
  expect(await guard(5)(run)).toBe('done');
  expect(tried.times).toBe(4);
});

test('who stays busy beyond all patience is told, with what was thrown as the cause', async () => {
  const { tried, run } = work(100, busy);
  await expect(guard(5)(run)).rejects.toMatchObject({ message: 'told', cause: { code: 'BUSY' } });
  expect(tried.times).toBe(6);
});

test('any other error is told at once', async () => {
  const { tried, run } = work(1, () => new Error('broken'));
  await expect(guard(5)(run)).rejects.toMatchObject({ message: 'told', cause: { message: 'broken' } });
  expect(tried.times).toBe(1);
});

test('the code of an error is a text, and of anything else none', () => {
  expect([
    codeOf(busy()),
    codeOf(Object.assign(new Error('n'), { code: 5 })),
    codeOf(new Error('n')),
    codeOf({ code: 'BUSY' }),
    codeOf(null),
  ]).toEqual(['BUSY', '5', '', '', '']);
});
