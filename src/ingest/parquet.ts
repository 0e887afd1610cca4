import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { Fault, sentenceOf, systemWords } from '#kernel';
import type { Content } from './content.ts';
import { cutOff, damagedFile } from './damaged.ts';
import { checkPages } from './parquet-checksums.ts';

/** Rows of a Parquet file that stand one after the other; the first of them is row number `from`, counted from 1. */
export interface Rows {
  readonly from: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Rows made at once: a row group has up to millions of them. */
const atOnce = 10_000;
/** Compressed bytes of one row group, which is in memory as a whole. */
const groupBytes = 512 * 2 ** 20;

export const isParquet = (head: Buffer): boolean => head.subarray(0, 4).toString('latin1') === 'PAR1';

/** Loaded when the first such file comes: few logs are written so. */
const hyparquet = () => import('hyparquet');

/** The rows of a Parquet file, row group by row group. Throws `BadInput` where it is damaged. */
export async function* parquetRows(content: Content): AsyncGenerator<Rows> {
  const file: AsyncBuffer = { byteLength: content.size, slice: (from, to) => slice(content, from, to) };
  const metadata = await metadataOf(file);
  let from = 0;
  for (const group of metadata.row_groups) {
    if (Number(group.total_compressed_size ?? 0) > groupBytes) throw tooLarge();
    await checkPages(content, group);
    const to = from + Number(group.num_rows);
    for (; from < to; from += atOnce) yield await read(file, metadata, from, Math.min(to, from + atOnce));
    from = to;
  }
}

/** The first row: what tells which log the file holds. */
export async function firstRow(content: Content): Promise<unknown> {
  const file: AsyncBuffer = { byteLength: content.size, slice: (from, to) => slice(content, from, to) };
  const metadata = await metadataOf(file);
  const { rows } = await read(file, metadata, 0, 1);
  return rows[0];
}

const metadataOf = async (file: AsyncBuffer): Promise<FileMetaData> =>
  (await hyparquet()).parquetMetadataAsync(file).catch(damaged);

async function read(file: AsyncBuffer, metadata: FileMetaData, rowStart: number, rowEnd: number): Promise<Rows> {
  const [{ parquetReadObjects }, { compressors }] = await Promise.all([hyparquet(), import('hyparquet-compressors')]);
  const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors }).catch(damaged);
  return { from: rowStart + 1, rows };
}

async function slice(content: Content, from: number, to = content.size): Promise<ArrayBuffer> {
  const bytes = await content.slice(Math.max(0, from), to);
  return new Uint8Array(bytes).buffer;
}

const tooLarge = (): Fault =>
  new Fault('BadInput', {
    en: 'a row group of this Parquet file is larger than 512 MB. Write the file again with smaller row groups',
    ja: 'Parquet ファイルの行グループが 512 MB を超えています。行グループを小さくして書き出し直してください。',
  });

/** Its reader knows English alone. */
const undecoded = '内容が壊れているか、対応していない形式です';

function damaged(error: unknown): never {
  // Its last four bytes are those of its beginning.
  const isCutOff = /footer != PAR1/.test(sentenceOf(error));
  const why = isCutOff ? cutOff : (systemWords(error) ?? { en: sentenceOf(error), ja: undecoded });
  throw damagedFile({ en: 'the Parquet file', ja: 'Parquet ファイル' }, why, error);
}
