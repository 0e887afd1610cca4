import type { Places, Sentence } from '../../i18n/words.ts';
import { columnWords } from '../../i18n/column.ts';
import { figuresWords } from '../../i18n/figures.ts';
import { findingWords } from '../../i18n/finding.ts';
import { phaseWords } from '../../i18n/phase.ts';
import { severityWords } from '../../i18n/severity.ts';
import { verdictWords } from '../../i18n/verdict.ts';
import type { Operations } from '../../operations.ts';
import { visible } from '../../visible.ts';

type Detail = Pick<Operations['GetFinding']['output'], 'finding' | 'answers'>;
type Say = (words: Sentence, places?: Places) => string;

/**
 * A finding as Markdown, for a ticket or a message: what it is and its five answers in the reader's language. Whatever
 * comes out of a log stands in code, where it is text and nothing else.
 */
export function markdownOf({ finding, answers }: Detail, link: string, say: Say): string {
  const parts = [
    `# ${plain(say(finding.title))}`,
    facts({ finding, link }, say),
    section(say(findingWords.answerWho), [
      plain(say(answers.who.sentence)),
      list(
        answers.who.facts.map(
          ({ label, value, meaning }) => `${say(label)}: ${meaning ? plain(say(meaning)) : code(value)}`,
        ),
      ),
    ]),
    section(say(findingWords.answerWhy), [
      plain(say(answers.why.sentence)),
      plain(say(answers.why.here)),
      plain(say(answers.why.severity)),
      plain(say(answers.why.confidence)),
    ]),
    section(say(findingWords.answerHow), [
      ...story(say(answers.how.sentence)),
      list(answers.how.techniques.map(({ id, name }) => `${id} ${plain(say(name))}`)),
    ]),
    section(say(findingWords.answerNext), [
      ...(answers.why.refused ? [say(findingWords.nextRefused)] : []),
      list(answers.next.map((step) => nextStep(step, say))),
    ]),
    section(
      say(findingWords.answerDo),
      answers.do.map((step, index) => todo(step, index + 1, say)),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function facts({ finding, link }: Pick<Detail, 'finding'> & { link: string }, say: Say): string {
  const { type, severity, account, region, principal, resource, firstSeen, lastSeen, count, verdict } = finding;
  return list([
    `${say(columnWords.severity)}: ${say(severityWords[severity])}`,
    `${say(columnWords.type)}: ${code(type)}`,
    `${say(columnWords.account)}: ${code(account)} ${code(region)}`,
    `${say(columnWords.principal)}: ${code(principal)}`,
    `${say(columnWords.resource)}: ${code(resource)}`,
    `${say(findingWords.seen)}: ${firstSeen} – ${lastSeen} (${count})`,
    ...(verdict === undefined
      ? []
      : [`${say(columnWords.verdict)}: ${say(verdictWords[verdict.is])} ${plain(verdict.reason)}`]),
    link,
  ]);
}

function todo({ phase, sentence, run, check }: Detail['answers']['do'][number], number: number, say: Say): string {
  const names: Readonly<Record<string, Sentence>> = phaseWords;
  const name = names[phase];
  const commands = [run, check].filter((command) => command !== undefined).map(block);
  return [`${number}. **${name === undefined ? plain(phase) : say(name)}** ${plain(say(sentence))}`, ...commands].join(
    '\n\n',
  );
}

/** What may come, and how often it did: "Stop the logging (`cloudtrail:StopLogging`): Done once / Tried and refused once". */
function nextStep({ step, log, seen, refused }: Detail['answers']['next'][number], say: Say): string {
  const often = (words: Sentence, count: number): string[] =>
    count === 0 ? [] : [say(words, { times: say(figuresWords.times, { count }) })];
  const been = [...often(findingWords.nextWasSeen, seen), ...often(findingWords.nextWasRefused, refused)];
  return `${plain(say(step))} (${code(log)})${been.length === 0 ? '' : `: ${been.join(' / ')}`}`;
}

const section = (title: string, parts: readonly string[]): string =>
  [`## ${title}`, ...parts.filter((part) => part !== '')].join('\n\n');

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** What happened: a sentence, and a line for each step of an attack, which bears its number. */
function story(text: string): string[] {
  const [told = '', ...steps] = text.split('\n');
  return [plain(told), steps.map(plain).join('\n')];
}

/** A sentence in which nothing is markup: neither Markdown nor HTML. */
const plain = (text: string): string =>
  visible(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>#|~]/g, '\\$&');

/** A value as code, with a fence that is longer than any in it. */
function code(value: string): string {
  const text = visible(value, 500).replaceAll(/\s+/g, ' ');
  if (text.trim() === '') return '–';
  const fence = '`'.repeat(longest(text) + 1);
  return `${fence} ${text} ${fence}`;
}

function block(command: string): string {
  const fence = '`'.repeat(Math.max(3, longest(command) + 1));
  return `   ${fence}sh\n${visible(command, 20_000).replaceAll(/^/gm, '   ')}\n   ${fence}`;
}

const longest = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
