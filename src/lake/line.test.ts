// Opens no lake.
import { ClickHouseError } from '@clickhouse/client';
import { expect, test } from 'vitest';
import { Fault } from '#kernel';
import { Line } from './line.ts';

const clock = { now: () => new Date('2026-11-26T22:00:00Z') };
const line = () => new Line('lake.example:8123', [0, 0], clock);

/** Work that fails so many times, and how often it was tried. */
function failing(times: number, error: Error) {
  const work = { tries: 0, run: async () => (++work.tries <= times ? Promise.reject(error) : 'done') };
  return work;
}

const away = Object.assign(new Error(''), { code: 'ECONNREFUSED' });

test('what fails for want of an answer is tried again, as often as there are pauses and once more', async () => {
  const work = failing(2, away);
  expect(await line().repeat(work.run)).toBe('done');
  expect(work.tries).toBe(3);
});

test('a server that stays away is unavailable: since when, why, and what to do', async () => {
  const work = failing(3, away);
  await expect(line().repeat(work.run)).rejects.toMatchObject({
    code: 'Unavailable',
    message:
      'ClickHouse at lake.example:8123 has not answered since 2026-11-26T22:00:00.000Z: nothing answers there (ECONNREFUSED). Start it, or correct lake.url (http:// or https://, host, port). Then do the same again.',
  });
  expect(work.tries).toBe(3);
});

test('since when is counted from the first silence, and anew after an answer', async () => {
  let minute = 0;
  const one = new Line('lake', [], { now: () => new Date(Date.UTC(2026, 0, 1, 0, minute++)) });
  const told = () => one.repeat(() => Promise.reject(away)).catch((fault: Error) => fault.message);
  expect(await told()).toContain('00:00:00');
  expect(await told()).toContain('00:00:00');
  await one.repeat(async () => 'back');
  expect(await told()).toContain('00:01:00');
});

test('a refusal of the server is no silence: it is told at once, as what was asked', async () => {
  const work = failing(9, new ClickHouseError({ code: '62', type: 'SYNTAX_ERROR', message: 'Syntax error' }));
  await expect(line().repeat(work.run, 'BadQuery')).rejects.toMatchObject({ code: 'BadQuery' });
  expect(work.tries).toBe(1);
  const fault = failing(9, new Fault('TooLarge', 'x'));
  await expect(line().repeat(fault.run)).rejects.toMatchObject({ code: 'TooLarge' });
  expect(fault.tries).toBe(1);
});

test('a server that is only too busy is asked again', async () => {
  const work = failing(1, new ClickHouseError({ code: '202', type: 'TOO_MANY', message: 'Too many queries' }));
  expect(await line().repeat(work.run)).toBe('done');
});

test('a server that answers and cannot is not told as one that does not answer', async () => {
  const work = failing(9, new ClickHouseError({ code: '252', type: 'X', message: 'Too many parts (3001)' }));
  await expect(line().repeat(work.run)).rejects.toMatchObject({
    code: 'Unavailable',
    text: {
      en: 'ClickHouse at lake.example:8123 answers since 2026-11-26T22:00:00.000Z that its table has too many parts that wait to be merged. Wait a moment, then do the same again. (Too many parts (3001))',
      ja: expect.stringContaining('テーブルにマージ待ちのパートが多すぎます。少し待ってから'),
    },
  });
  expect(work.tries).toBe(3);
});

test('a line that stayed open in silence is not waited for again: minutes have passed already', async () => {
  const work = failing(9, new Error('Timeout error.'));
  await expect(line().repeat(work.run)).rejects.toMatchObject({
    code: 'Unavailable',
    text: { en: expect.stringContaining('it did not answer in time'), ja: expect.stringContaining('時間内に応答が') },
  });
  expect(work.tries).toBe(1);
});
