import type { Language } from '#kernel';
import { recognise, sampleOf, type Sample, type Source } from '#sources';
import type { Content } from './content.ts';
import { headBehindFirstLine, isAllOneLine, pastFirstLine } from './first-line.ts';
import { foreignEncoding } from './foreign-encoding.ts';
import type { Limits } from './limits.ts';
import { firstRow, isParquet } from './parquet.ts';
import type { Recognised } from './reading.ts';
import { keptBytes, reasonOf, type Refusal } from './refusal.ts';
import type { Spool, Spooled } from './spool.ts';
import type { Member } from './unpack.ts';

/** A plain file whose log is known, but holds no events: why, in a sentence. */
export interface LeftOut {
  readonly leftOut: string;
}

/** A plain file whose log is known, with the sample by which it was known. */
export interface Opened extends Recognised {
  readonly sample: Sample;
  /** Where it lies, when it came without wrappings. */
  readonly content?: Content | undefined;
  /** The file as a whole, where its form needs it (Parquet). */
  readonly whole?: Content;
}

export interface Desk {
  readonly sources: readonly Source[];
  readonly limits: Limits;
  readonly spool: Spool;
}

/**
 * Tells by its first bytes which log a plain file is; undefined when nobody knows it. `file` is its name in the lake.
 * Throws `BadInput` for a Parquet file that is damaged.
 */
export async function open(member: Member, file: string, desk: Desk): Promise<Known | undefined> {
  if (isParquet(member.head)) return openParquet(member, file, desk);
  const opened = known(member, file, sampleFor(member.head), desk);
  return opened ?? (isAllOneLine(member.head) ? openByRest(member, file, desk) : undefined);
}

/** One line that no log has, however long, does not cost the rest of the file: the rest tells which log it is. */
async function openByRest(member: Member, file: string, desk: Desk): Promise<Known | undefined> {
  const { head, bytes } =
    member.content === undefined
      ? await pastFirstLine(member.bytes, desk.limits.recordBytes)
      : { head: await headBehindFirstLine(member.content), bytes: member.bytes };
  return head.length === 0 ? undefined : known({ ...member, bytes }, file, sampleFor(head), desk);
}

async function openParquet(member: Member, file: string, desk: Desk): Promise<Known | undefined> {
  const { content: whole, ...spooled } = await atRest(member, desk);
  const sample = { ...sampleOf(member.head), first: await firstRow(whole) };
  const opened = known(member, file, sample, desk);
  if (opened !== undefined) return { ...opened, ...spooled, whole };
  await spooled[Symbol.asyncDispose]();
  return undefined;
}

const atRest = async ({ name, content, bytes }: Member, { spool, limits }: Desk): Promise<Omit<Spooled, 'hash'>> =>
  content === undefined
    ? await spool.take(name, bytes, limits.unpackedBytes)
    : { content, [Symbol.asyncDispose]: stays };

/** Bytes in which the first record of nearly every JSON file stands. */
const jsonHeadBytes = 8192;

/** A short sample tells as much of JSON, and in small files taking a long one took a tenth of all the time. */
function sampleFor(head: Buffer): Sample {
  if (head[0] === openBrace && head.length > jsonHeadBytes) {
    const short = sampleOf(head.subarray(0, jsonHeadBytes));
    if (short.first !== undefined) return short;
  }
  return sampleOf(head);
}

const openBrace = 0x7b;

type Known = (Opened | LeftOut) & AsyncDisposable;

function known(member: Member, file: string, sample: Sample, desk: Desk): Known | undefined {
  const source = recognise(desk.sources, sample);
  if (source === undefined) return undefined;
  const leftOut = source.skips?.(sample);
  if (leftOut !== undefined) return { leftOut, [Symbol.asyncDispose]: stays };
  const framing = source.framing(sample);
  const head = framing === 'lines' || framing === 'csv' ? firstLine(sample.text) : '';
  return {
    source,
    framing,
    file,
    path: member.name,
    head,
    sample,
    bytes: member.bytes,
    content: member.content,
    [Symbol.asyncDispose]: stays,
  };
}

const stays = async (): Promise<void> => undefined;

const firstLine = (text: string): string => /^[^\r\n]{0,4096}/.exec(text)?.[0] ?? '';

/** Why a file that nobody knows is refused; `file` is its name in the lake. */
export function notRecognised({ name, head }: Member, file: string, sources: readonly Source[]): Refusal {
  return {
    file,
    path: name,
    line: 0, // the file as a whole
    position: 0,
    source: '',
    framing: '',
    head: '',
    ...whyUnknown(head, sources),
    text: head.subarray(0, keptBytes).toString('utf8'),
    size: head.length,
  };
}

function whyUnknown(head: Buffer, sources: readonly Source[]): Pick<Refusal, 'reason' | 'remedy'> {
  const encoding = foreignEncoding(head);
  if (encoding !== undefined) return reasonOf(encoding);
  if (/^"?Event ID"?,"?Event time/.test(head.subarray(0, 100).toString('utf8').replace('\ufeff', '')))
    return eventHistory;
  const logs = sources.filter(({ name }) => name !== 'yagura'); // nobody brings Yagura's own calls
  const known = (language: Language): string =>
    logs.map(({ title }) => title[language]).join(language === 'ja' ? '、' : ', ');
  return {
    reason: {
      en: 'its content is not a log that Yagura knows, and nothing of it was taken',
      ja: '内容が Yagura の知っているログではないため、何も取り込みませんでした。',
    },
    remedy: {
      en: `Yagura reads ${known('en')}; plain or packed as gzip, zstd or zip. Check that the file is one of these and is complete`,
      ja: `Yagura が読めるのは、${known('ja')}です（そのまま、または gzip、zstd、zip で圧縮したもの）。そのいずれかで、途中で切れていないか確かめてください。`,
    },
  };
}

/** The console of CloudTrail offers both forms; the table leaves out the caller's session, the answer and more. */
const eventHistory: Pick<Refusal, 'reason' | 'remedy'> = {
  reason: {
    en: 'this is the event history of the CloudTrail console as CSV, which lacks most of each event',
    ja: 'CloudTrail コンソールのイベント履歴を CSV で保存したもので、イベントの大部分が含まれていません。',
  },
  remedy: {
    en: 'Download it as JSON (Event history, Download events, JSON) and bring that',
    ja: 'JSON でダウンロードし直して取り込んでください（イベント履歴 → イベントをダウンロード → JSON）。',
  },
};
