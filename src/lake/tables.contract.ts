import type { Lake, LakeTable, Row } from './lake.ts';

export const time = { name: 'time', type: "DateTime64(3, 'UTC')" };

/** A table with a column of every type that the lake writes. */
export const everything = (name: string): LakeTable => ({
  name,
  columns: [
    time,
    { name: 'text', type: 'String' },
    { name: 'word', type: 'LowCardinality(String)' },
    { name: 'tiny', type: 'UInt8' },
    { name: 'small', type: 'UInt16' },
    { name: 'middle', type: 'UInt32' },
    { name: 'large', type: 'UInt64' },
    { name: 'signed', type: 'Int64' },
    { name: 'ratio', type: 'Float64' },
    { name: 'flag', type: 'Bool' },
    { name: 'list', type: 'Array(String)' },
    { name: 'extra', type: 'Map(LowCardinality(String), String)' },
  ],
  orderBy: ['time', 'text'],
  time: 'time',
});

export const events = (name: string): LakeTable => ({
  name,
  columns: [
    time,
    { name: 'id', type: 'String' },
    { name: 'file', type: 'LowCardinality(String)' },
    { name: 'position', type: 'UInt64' },
    { name: 'account', type: 'LowCardinality(String)' },
  ],
  orderBy: ['time', 'id'],
  time: 'time',
});

export const count = async (lake: Lake, table: LakeTable): Promise<number> => {
  const [row] = await lake.rows<{ n: number }>(`SELECT count() AS n FROM ${table.name}`);
  return row?.n ?? -1;
};

export const day = 86_400_000;
export const start = Date.UTC(2026, 0, 15);

const rowOf = (id: number): Row => ({ time: start + (id % 7) * 20 * day, id: `event ${id}`, account: 'x' });
export const rows = (from: number, to: number): Row[] =>
  Array.from({ length: to - from }, (_, index) => rowOf(from + index));
