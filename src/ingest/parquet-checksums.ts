import { crc32 } from 'node:zlib';
import type { RowGroup } from 'hyparquet';
import type { Content } from './content.ts';
import { damagedFile } from './damaged.ts';

/**
 * Compares the pages of a row group with the checksums that stand before them, which its reader passes over. Throws
 * `BadInput` with the column of a page that is not as it was written. A writer gives all pages one or none, so the first
 * page without any is the last that is looked at.
 * Source: Apache Parquet's format, "Checksumming" and parquet.thrift, PageHeader.
 */
export async function checkPages(content: Content, { columns }: RowGroup): Promise<void> {
  for (const { meta_data: column } of columns) {
    if (column === undefined) return;
    const data = Number(column.data_page_offset);
    const from = Math.min(Number(column.dictionary_page_offset ?? data) || data, data);
    const bytes = await content.slice(from, from + Number(column.total_compressed_size));
    const found = compared(bytes);
    if (found === 'other') throw otherThanWritten(column.path_in_schema.join('.'));
    if (found === 'without') return;
  }
}

/** Whether the pages are as their checksums say, or one is other, or has none. */
export function compared(pages: Buffer): 'same' | 'other' | 'without' {
  for (let at = 0; at < pages.length;) {
    const page = pageAt(pages, at);
    if (page?.sum === undefined) return 'without'; // what cannot be read is told by who reads the values
    at = page.from + page.size;
    if (crc32(pages.subarray(page.from, at)) !== page.sum) return 'other';
  }
  return 'same';
}

interface Page {
  readonly from: number;
  readonly size: number;
  readonly sum: number | undefined;
}

const size = 3;
const sum = 4;

function pageAt(pages: Buffer, at: number): Page | undefined {
  try {
    const reader = new Compact(pages, at);
    const numbers = reader.struct();
    const [bytes, checksum] = [numbers.get(size), numbers.get(sum)];
    const isWhole = bytes !== undefined && bytes >= 0 && reader.at + bytes <= pages.length;
    return isWhole
      ? { from: reader.at, size: bytes, sum: checksum === undefined ? undefined : checksum >>> 0 }
      : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // beyond the end
    throw error;
  }
}

/** Walks over a struct of Thrift's compact protocol. Source: Apache Thrift, "Thrift Compact protocol encoding". */
class Compact {
  at: number;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Its fields that are whole numbers, by their numbers. Throws `RangeError` at the end of the bytes. */
  struct(): Map<number, number> {
    const numbers = new Map<number, number>();
    for (let field = 0; ;) {
      const head = this.byte();
      if (head === 0) return numbers;
      field = head >> 4 === 0 ? this.whole() : field + (head >> 4);
      const type = head & 15;
      if (type >= 4 && type <= 6) numbers.set(field, this.whole());
      else if (type > 2) this.skip(type); // true and false stand in the type
    }
  }

  private skip(type: number): void {
    if (type <= 3) this.at += 1;
    else if (type <= 6) this.natural();
    else if (type === 7) this.at += 8;
    else if (type === 8) this.at = this.natural() + this.at; // its length stands before it
    else if (type === 12) this.struct();
    else if (type === 9 || type === 10) this.list();
    else throw new RangeError('there is no such type');
    if (this.at > this.bytes.length) throw new RangeError('beyond the end');
  }

  private list(): void {
    const head = this.byte();
    const count = head >> 4 === 15 ? this.natural() : head >> 4;
    for (let index = 0; index < count; index += 1) this.skip(head & 15);
  }

  private byte(): number {
    const byte = this.bytes.readUInt8(this.at);
    this.at += 1;
    return byte;
  }

  private natural(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  /** Signs stand in the last bit. */
  private whole(): number {
    const value = this.natural();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

const otherThanWritten = (column: string): Error =>
  damagedFile(
    { en: 'the Parquet file', ja: 'Parquet ファイル' },
    {
      en: `the column ${column} is not as it was written, by its checksum`,
      ja: `列 ${column} のチェックサムが一致しません`,
    },
    undefined,
  );
