import { join } from 'node:path';
import type { LakeTable, Row } from './lake.ts';
import { openLake } from './open.ts';

/** What a process does that is killed in the middle of it. */
export const written: LakeTable = {
  name: 'written',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    { name: 'id', type: 'String' },
    { name: 'batch', type: 'UInt32' },
  ],
  orderBy: ['time', 'id'],
  time: 'time',
};

export const batchSize = 600;
export const key = ['time', 'id'];

/** Rows of three months, so that a batch is three parts on the disk. */
export const rowsOf = (batch: number): Row[] =>
  Array.from({ length: batchSize }, (_, index) => ({
    time: Date.UTC(2026, index % 3, 1 + (batch % 28)),
    id: `${batch}/${index} ${'x'.repeat(300)}`,
    batch,
  }));

/** Adds batch after batch and says the number of each when it was acknowledged. */
export async function writeEndlessly(folder: string, first: number, say: (batch: number) => void): Promise<never> {
  const lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  await lake.migrate([written]);
  for (let batch = first; ; batch += 1) {
    await lake.appendNew(written, rowsOf(batch), key);
    say(batch);
  }
}
