// Opens no lake.
import { expect, test } from 'vitest';
import { allSources } from '#sources';
import type { Piece } from './reading.ts';
import { FileCounts } from './file-counts.ts';
import { madeRefusal } from './made-refusal.contract.ts';

const vpcflow = (await allSources()).find(({ name }) => name === 'vpcflow');
if (vpcflow === undefined) throw new Error('There is no such source.');

const start = { identity: 'i', path: 'a.json', size: 10 };
const event = { source: 'cloudtrail', table: 'api_activity', id: '', fields: {}, columns: {} } as const;
const piece = (times: readonly number[], refused = 0): Piece => ({
  events: times.map((time, position) => ({ event: { ...event, time }, file: 'i', position })),
  refused: Array.from({ length: refused }, () => madeRefusal()),
  bytes: 0,
  line: 0,
});
const columns = (count: number, first: number, last: number): Piece => ({
  ...piece([]),
  columns: { source: vpcflow, file: 'i', cells: {}, count, first, last },
});

test('a file that gave nothing has no times', () => {
  const counts = new FileCounts();
  expect(counts.end(start, 'done')).toMatchObject({
    state: 'done',
    source: '',
    events: 0,
    first: 0,
    last: 0,
    lines: -1,
  });
  counts.add('cloudtrail', piece([], 2));
  expect(counts.end(start, 'done')).toMatchObject({ source: 'cloudtrail', events: 0, refused: 2, first: 0, last: 0 });
});

test('events of pieces and of columns are counted together, with the times of them all', () => {
  const counts = new FileCounts();
  counts.add('cloudtrail', piece([50, 20], 1));
  counts.add('vpcflow', columns(3, 10, 90));
  counts.add('vpcflow', columns(0, 0, 0));
  expect(counts.end(start, 'done')).toMatchObject({
    source: 'cloudtrail vpcflow',
    events: 5,
    refused: 1,
    first: 10,
    last: 90,
  });
});
