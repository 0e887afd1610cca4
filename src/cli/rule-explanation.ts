import type { Claimed, Window } from '#detect';
import { levelNames } from '#investigate';
import type { Language } from '#kernel';

/** What `rules explain` says of a rule, line by line: what it is, why, what it cannot see, and how it decides; `text` is its file. */
export function explanation(
  { title, type, severity, guide, rule, techniques }: Claimed,
  text: string,
  language: 'en' | 'ja',
): string[] {
  const known = guide?.explain[language];
  const level = language === 'ja' ? levelNames[severity].ja : severity;
  return [
    title[language],
    `  ${type || 'signal'}  ${level}  ${techniques.join(' ')}  ${rule.file}:${rule.line}`,
    ...(known === undefined ? [] : ['', `  ${known.why}`, `  ${known.how}`]),
    ...(guide?.gaps === undefined
      ? []
      : ['', `  ${language === 'ja' ? '見えないもの' : 'It cannot see'}: ${guide.gaps[language]}`]),
    '',
    ...('finds' in rule ? asks(rule, language) : decides(text)).map((line) => `  ${line}`),
    '',
  ];
}

/** The part of a rule's text that decides: its detection or correlation blocks, as they are written. */
function decides(text: string): string[] {
  const lines = text.split('\n');
  return lines.filter((_, index) => {
    const head = lines.slice(0, index + 1).findLast((above) => /^\S/.test(above)) ?? '';
    return /^(logsource|detection|correlation|baseline|sequence|---)/.test(head);
  });
}

const words = {
  en: {
    reads: 'It reads',
    of: 'in windows of',
    each: 'one every',
    by: 'It decides by',
  },
  ja: {
    reads: '読むもの',
    of: '時間枠',
    each: 'ずらす幅',
    by: 'しきい値',
  },
} as const;

/** How a window decides: what it reads, its thresholds with their reasons, and its SQL. */
function asks({ reads, spanSeconds, stepSeconds, thresholds, finds }: Window, language: Language): string[] {
  const say = words[language];
  return [
    `${say.reads} ${reads}, ${say.of} ${span(spanSeconds)}, ${say.each} ${span(stepSeconds)}`,
    `${say.by}:`,
    ...Object.entries(thresholds).map(([name, { is, why }]) => `  ${name} = ${String(is)}  ${why}`),
    '',
    ...finds.trim().split('\n'),
  ];
}

const span = (seconds: number): string =>
  seconds % 86_400 === 0
    ? `${seconds / 86_400} d`
    : seconds % 3600 === 0
      ? `${seconds / 3600} h`
      : `${seconds / 60} min`;
