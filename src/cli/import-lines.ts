import type { ImportReport, OldEvents } from '#ingest';
import type { Language } from '#kernel';
import { visible } from './visible.ts';

const shown = 20;

/** What is said of an import, in each language. */
const words = {
  en: {
    read: (files: number, seconds: string, events: string) =>
      `Read ${count(files, 'file')} in ${seconds} s: ${events}.`,
    noEvents: 'no events',
    skipped: (files: number) => `${count(files, 'file')} had been read before and changed nothing.`,
    refused: (records: number) =>
      `${count(records, 'record')} could not be read and ${records === 1 ? 'is' : 'are'} in quarantine.`,
    old: ({ table, first, keeps, until }: OldEvents) =>
      `The oldest events are of ${day(first)}, and ${table} is kept for ${keeps}: counted from today, they stay until ` +
      `${day(until)}. To keep them longer, set retention.${table} in the configuration.`,
    more: (problems: number) => `  (and ${problems} more; the page shows them under Sources)`,
  },
  ja: {
    read: (files: number, seconds: string, events: string) =>
      `${files.toLocaleString('en')} 個のファイルを ${seconds} 秒で読み込みました（${events}）。`,
    noEvents: 'イベントなし',
    skipped: (files: number) =>
      `${files.toLocaleString('en')} 個のファイルは読み込み済みのため、何も変わっていません。`,
    refused: (records: number) => `読めなかった ${records.toLocaleString('en')} 件のレコードを隔離しました。`,
    old: ({ table, first, keeps, until }: OldEvents) =>
      `最も古いイベントは ${day(first)} のものです。${table} の保存期間（retention.${table}: "${keeps}"）は今日から数えるため、` +
      `${day(until)} まで残ります。もっと長く残すには、この設定を変えてください。`,
    more: (problems: number) => `  （ほかに ${problems} 件。画面の「ログソース」で確認できます）`,
  },
} as const;

type Told = Pick<ImportReport, 'seconds' | 'filesRead' | 'filesSkipped' | 'events' | 'refused' | 'problems' | 'old'>;

/** What an import did, as lines for a terminal. */
export function importLines(report: Told, language: Language): string[] {
  const say = words[language];
  const events = Object.entries(report.events).map(([source, found]) => `${found.toLocaleString('en')} ${source}`);
  const untold = report.problems.length - shown;
  return [
    say.read(report.filesRead, report.seconds.toFixed(1), events.join(', ') || say.noEvents),
    ...(report.filesSkipped > 0 ? [say.skipped(report.filesSkipped)] : []),
    ...(report.refused > 0 ? [say.refused(report.refused)] : []),
    ...report.old.map(say.old),
    ...report.problems.slice(0, shown).map((problem) => `  ${visible(problem[language])}`),
    ...(untold > 0 ? [say.more(untold)] : []),
  ];
}

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

const count = (number: number, what: string): string =>
  `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
