import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { Fault, inOwnWords, sentenceOf, systemWords, type Text } from '#kernel';
import { pieceBytes, type Content } from './content.ts';
import { cutOff, damagedFile } from './damaged.ts';
import { inflateRaw } from './inflate.ts';

/** One file of a zip archive; `bytes` must be read to its end, or left, before the next one is asked for. */
export interface ArchiveMember {
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/**
 * The files of a zip archive, in the order of its directory.
 * Throws `BadInput` when the archive cannot be read, or holds more than `most` members.
 */
export async function* unzip(archive: Content, most: number): AsyncGenerator<ArchiveMember> {
  const zip = await openZip(archive);
  try {
    let members = 0;
    for await (const entry of entries(zip)) {
      const name = nameOf(entry);
      if (name.endsWith('/') || isHidden(name)) continue;
      members += 1;
      if (members > most) {
        throw new Fault('BadInput', {
          en: `the archive has more than ${most} members; the rest was left. Split it into smaller ones`,
          ja: `アーカイブのファイル数が ${most} を超えているため、残りは読み込みませんでした。小さく分割してください。`,
        });
      }
      yield { name, bytes: memberBytes(zip, entry) };
    }
  } finally {
    zip.close();
  }
}

/** Nothing is written under the names of members, so that any will do: one that leads elsewhere costs none of the others. */
const nameOf = ({ fileNameRaw: raw }: Entry): string =>
  raw.toString(isUtf8(raw) ? 'utf8' : 'latin1').replaceAll('\\', '/');

/** Left in silence, as in folders; macOS adds the second. */
const isHidden = (name: string): boolean => /(?:^|\/)\.(?!\.?\/)|^__MACOSX\//.test(name);

async function openZip(archive: Content): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
  try {
    if (archive.memory !== undefined) return await yauzl.fromBufferPromise(archive.memory, options);
    return await yauzl.fromRandomAccessReaderPromise(new ContentReader(archive), archive.size, options);
  } catch (error) {
    throw damaged(error);
  }
}

/** What is read of an archive is what was hashed: under its path another may lie by now. */
class ContentReader extends yauzl.RandomAccessReader {
  private readonly content: Content;

  constructor(content: Content) {
    super();
    this.content = content;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(between(this.content, start, end));
  }
}

async function* between(content: Content, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += pieceBytes) yield await content.slice(at, Math.min(end, at + pieceBytes));
}

async function* entries(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    throw error instanceof Fault ? error : damaged(error);
  }
}

const methods = { stored: 0, deflated: 8 };

async function* memberBytes(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) {
    throw new Fault('BadInput', {
      en: 'this member is locked with a password. Unpack the archive and import the folder',
      ja: 'パスワードで保護されています。アーカイブを展開し、そのフォルダーを取り込んでください。',
    });
  }
  const { stored, deflated } = methods;
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) {
    const method = entry.compressionMethod;
    throw new Fault('BadInput', {
      en: `this member is packed with method ${method}, which Yagura does not read. Unpack the archive and import the folder`,
      ja: `圧縮方式 ${method} には対応していません。アーカイブを展開し、そのフォルダーを取り込んでください。`,
    });
  }
  const packed = pull(await zip.openReadStreamPromise(entry, { decodeFileData: false }).catch(rethrowDamaged));
  let sum = 0;
  for await (const chunk of entry.compressionMethod === stored ? packed : inflateRaw(packed)) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) {
    throw new Fault('BadInput', {
      en: 'the checksum of this member is not what the archive says; its content was read all the same. Fetch the archive again',
      ja: 'チェックサムがアーカイブの記録と一致しません（内容は読み込みました）。アーカイブを取得し直してください。',
    });
  }
}

async function* pull(stream: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    rethrowDamaged(error);
  }
}

/** What the reader of archives says, by how it begins; its own words are English. */
const reasons: readonly (readonly [RegExp, Text])[] = [
  [/^End of central directory/, cutOff],
  [
    /^multi-disk/,
    {
      en: 'it is one part of an archive in several; join them (zip -s 0), or unpack it and import the folder',
      ja: '分割されたアーカイブの一部です。結合する（zip -s 0）か、展開したフォルダーを取り込んでください',
    },
  ],
  [
    /encrypt/,
    {
      en: 'it is locked with a password; unpack it and import the folder',
      ja: 'パスワードで保護されています。展開したフォルダーを取り込んでください',
    },
  ],
  [
    /^file data overflows|^unexpected EOF/,
    { en: 'a member reaches beyond its end', ja: 'メンバーが末尾を越えています' },
  ],
];

function damaged(error: unknown): Fault {
  const why = sentenceOf(error).replace(/\.$/, '');
  const known = reasons.find(([begins]) => begins.test(why))?.[1] ?? systemWords(error);
  const said = known ?? { en: why, ja: `目次が壊れています。${inOwnWords(why).ja}` };
  return damagedFile({ en: 'the zip archive', ja: 'zip アーカイブ' }, said, error);
}

function rethrowDamaged(error: unknown): never {
  throw damaged(error);
}
