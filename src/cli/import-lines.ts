import type { ImportReport, OldEvents } from '#ingest';
import { visible } from './visible.ts';

const shown = 20;

/** What an import did, as lines for a terminal. */
export function importLines(report: ImportReport): string[] {
  const events = Object.entries(report.events).map(([source, count]) => `${count.toLocaleString('en')} ${source}`);
  const lines = [
    `Read ${count(report.filesRead, 'file')} in ${report.seconds.toFixed(1)} s: ${events.join(', ') || 'no events'}.`,
  ];
  if (report.filesSkipped > 0)
    lines.push(`${count(report.filesSkipped, 'file')} had been read before and changed nothing.`);
  if (report.refused > 0) lines.push(`${count(report.refused, 'record')} could not be read and are in quarantine.`);
  lines.push(...report.old.map(lineOfOld));
  const untold = report.problems.length - shown;
  return [
    ...lines,
    ...report.problems.slice(0, shown).map(({ en }) => `  ${visible(en)}`),
    ...(untold > 0 ? [`  (and ${untold} more; the page shows them under Sources)`] : []),
  ];
}

const lineOfOld = ({ table, first, keeps, until }: OldEvents): string =>
  `The oldest events are of ${day(first)}, and ${table} is kept for ${keeps}: counted from today, they stay until ` +
  `${day(until)}. To keep them longer, set retention.${table} in the configuration.`;

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

const count = (number: number, what: string): string =>
  `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
