import { levels, phases, type Level } from '#attack';
import type { Found } from '#detect';
import { isSequence } from '#findings';
import type { Language } from '#kernel';
import { levelNames, type Answers } from '#investigate';
import { visible } from '../visible.ts';
import { wrap } from '../wrap.ts';
import { wide } from '../table.ts';
import { answersOf } from './answers-of.ts';
import type { Printing } from './index.ts';

const colours: Readonly<Record<Level, number>> = { critical: 35, high: 31, medium: 33, low: 36, informational: 90 };

const words = {
  en: {
    who: 'WHO',
    why: 'WHY',
    how: 'HOW',
    next: 'NEXT',
    do: 'DO',
    none: 'No findings.',
    noneInPart: 'No findings in what could be read.',
    times: (count: number) => (count === 1 ? 'once' : `${count} events`),
    events: (count: number) => `${count} events`,
    handed: ({ time, said, accessKey }: Link) => `Where the key ${accessKey} came from: at ${time} ${said.en}.`,
    found: (count: number) => (count === 1 ? '1 finding' : `${count} findings`),
    event: 'Event',
    newest: (shown: number, count: number) => `(the newest ${shown} of ${count})`,
    mayNext: 'What an attacker may do from here; in brackets, the call that would show it:',
    mayTry:
      'AWS refused the calls, so nothing was done. Whoever tried may look for another way; in brackets, the call that would show it:',
    seen: 'done already:',
    refused: 'tried and refused:',
    level: (level: Level) => level.toUpperCase(),
    tally: (count: number, level: Level) => `${count} ${level}`,
    and: ', ',
    stop: '.',
    phases: { verify: 'verify', contain: 'contain', eradicate: 'eradicate', recover: 'recover', prevent: 'prevent' },
    check: 'check:',
  },
  ja: {
    who: '誰が',
    why: 'なぜ',
    how: '手口',
    next: '次に',
    do: '対応',
    none: '検出はありません。',
    noneInPart: '読み取れた範囲に検出はありません。',
    times: (count: number) => (count === 1 ? '1 回' : `イベント ${count} 件`),
    events: (count: number) => `イベント ${count} 件`,
    handed: ({ time, said, accessKey }: Link) =>
      `キー ${accessKey} の出どころ: ${time} に${/^[!-~]/.test(said.ja) ? ' ' : ''}${said.ja}。`,
    found: (count: number) => `検出 ${count} 件`,
    event: 'イベント',
    newest: (shown: number, count: number) => `（全 ${count} 件のうち、最新の ${shown} 件）`,
    mayNext: '攻撃者が次に行う可能性のある操作（[ ] 内は、それを示す API 呼び出し）:',
    mayTry:
      '呼び出しは拒否され、実行されていません。攻撃者が次に試す可能性のある別の手段（[ ] 内は、それを示す API 呼び出し）:',
    seen: '実行済み:',
    refused: '拒否された試行:',
    level: (level: Level) => levelNames[level].ja,
    tally: (count: number, level: Level) => `${levelNames[level].ja} ${count} 件`,
    and: '、',
    stop: '。',
    phases: { verify: '確認', contain: '封じ込め', eradicate: '除去', recover: '復旧', prevent: '再発防止' },
    check: '確認:',
  },
} as const;

/** Findings to read in a terminal: the five answers of each, worst first, and a last line that counts them. */
export async function printText(found: readonly Found[], printing: Printing): Promise<void> {
  const { library, terminal, language, whole } = printing;
  const width = Math.min(terminal.columns, 110);
  for (const one of found) {
    const answers = await answersOf(one, library);
    for (const line of card(one, answers, { language, width, colour: terminal.interactive })) terminal.out(line);
  }
  const { none, noneInPart } = words[language];
  terminal.out(found.length > 0 ? closing(found, language) : whole ? none : noneInPart);
}

type Link = Answers['who']['lineage'][number];

interface Style {
  readonly language: Language;
  readonly width: number;
  readonly colour: boolean;
}

function card(found: Found, answers: Answers, style: Style): string[] {
  const { finding } = found;
  const { language } = style;
  const say = words[language];
  const level = say.level(finding.severity);
  const times = isSequence(finding.type) ? say.events(finding.count) : say.times(finding.count);
  return [
    `${style.colour ? `\u001b[${colours[finding.severity]};1m${level}\u001b[0m` : level}  ${visible(finding.title[language])}  (${times})`,
    `  ${visible(finding.type)}   ${spanOf(finding)}`,
    ...sectionsOf(found, answers, style).flatMap(([name, lines]) => section(name, lines, style)),
    '',
  ];
}

/** What stands on a card below its head: the name of each answer, and its lines. */
function sectionsOf(found: Found, answers: Answers, style: Style): (readonly [string, readonly string[]])[] {
  const { who, why, how, next } = answers;
  const { language } = style;
  const say = words[language];
  return [
    [
      say.who,
      [who.sentence[language], ...who.lineage.map((link) => say.handed({ ...link, time: toSecond(link.time) }))],
    ],
    [say.why, [why.sentence, why.here, why.severity, why.confidence].map((said) => said[language])],
    [
      say.how,
      [...how.sentence[language].split('\n'), ...how.techniques.map(({ id, name }) => `${id} ${name[language]}`)],
    ],
    ['', eventLines(found, style)],
    [say.next, [why.refused ? say.mayTry : say.mayNext, ...next.map((step) => nextLine(step, style))]],
    [say.do, answers.do.flatMap((step) => doLines(step, style))],
  ];
}

/** A time as the sentences of the answers write it, to the second. */
const toSecond = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;

/** When it was seen first and last; one time where these are one. */
function spanOf({ firstSeen, lastSeen }: Found['finding']): string {
  const [first, last] = [toSecond(firstSeen), toSecond(lastSeen)];
  return first === last ? first : `${first} .. ${last}`;
}

/** Where the events stand: the newest few, where there are more. */
function eventLines({ finding, occurrences }: Found, { language }: Style): string[] {
  const say = words[language];
  const lines = occurrences.map(({ file, position, eventId }) => `${say.event}: ${file}:${position}  ${eventId}`);
  return finding.count > lines.length ? [...lines, say.newest(lines.length, finding.count)] : lines;
}

function nextLine({ step, log, seen, refused }: Answers['next'][number], { language }: Style): string {
  const say = words[language];
  const done = seen > 0 ? `  ${say.seen} ${say.times(seen)}` : '';
  const tried = refused > 0 ? `  ${say.refused} ${say.times(refused)}` : '';
  return `- ${step[language]}  [${log}]${done}${tried}`;
}

function doLines(step: Answers['do'][number], { language }: Style): string[] {
  const say = words[language];
  const phase = phases.find((one) => one === step.phase) ?? 'verify';
  return [
    `(${say.phases[phase]}) ${step.sentence[language]}`,
    ...(step.run === undefined ? [] : [`$ ${step.run}`]),
    ...(step.check === undefined ? [] : [`${say.check} $ ${step.check}`]),
  ];
}

const gutter = 12;

/** Commands are left whole, so that they can be copied. */
const isCommand = (line: string): boolean => /^([^ ]+ )?\$ /.test(line);

function section(name: string, lines: readonly string[], { width }: Style): string[] {
  const wrapped = lines
    .filter((line) => line !== '')
    .flatMap((line) => (isCommand(line) ? [visible(line)] : wrap(visible(line), width - gutter)));
  return wrapped.map(
    (line, index) =>
      `  ${index === 0 ? name + ' '.repeat(Math.max(1, gutter - 2 - wide(name))) : ' '.repeat(gutter - 2)}${line}`,
  );
}

const closing = (found: readonly Found[], language: Language): string => {
  const say = words[language];
  const counts = levels
    .toReversed()
    .map((level) => [level, found.filter(({ finding }) => finding.severity === level).length] as const)
    .filter(([, count]) => count > 0)
    .map(([level, count]) => say.tally(count, level));
  return `${say.found(found.length)}: ${counts.join(say.and)}${say.stop}`;
};
