import { ClickHouseError } from '@clickhouse/client';
import { Fault, sentenceOf, type FaultCode } from '#kernel';

/** What the engine's error codes mean to whoever asked; any other is an error in Yagura's own SQL. */
const meanings: Readonly<Record<string, { code: FaultCode; say: string }>> = {
  '159': { code: 'TooSlow', say: 'The query took longer than it may. Ask for a shorter time span or fewer columns.' },
  '160': {
    code: 'TooSlow',
    say: 'The query would take longer than it may. Ask for a shorter time span or fewer columns.',
  },
  '241': {
    code: 'TooLarge',
    say: 'The query needs more memory than it may use. Ask for a shorter time span, or group by fewer values.',
  },
  '396': { code: 'TooLarge', say: 'The result is larger than it may be. Add a LIMIT or select fewer columns.' },
  '243': { code: 'Unavailable', say: 'The disk of the lake is full. Make room, or shorten `retention`, then repeat.' },
  '516': { code: 'BadConfig', say: 'ClickHouse refused the user name or password in lake.url. Correct it.' },
  '497': { code: 'BadConfig', say: 'The ClickHouse user in lake.url lacks a right. Grant it.' },
};

/** The fault for anything that an engine or its client threw. */
export function engineFault(error: unknown, otherwise: FaultCode = 'Internal'): Fault {
  if (error instanceof Fault) return error;
  const meaning = meanings[codeOf(error) ?? ''];
  if (meaning !== undefined) return new Fault(meaning.code, `${meaning.say} (${brief(error)})`, { cause: error });
  const full = /ENOSPC|No space left|not enough space/.test(sentenceOf(error));
  const say = full
    ? (meanings['243']?.say ?? '')
    : `${otherwise === 'BadQuery' ? 'The query cannot be answered' : 'The lake failed'}: ${brief(error)}`;
  return new Fault(full ? 'Unavailable' : otherwise, say, { cause: error });
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof ClickHouseError ? error.code : /Code: (\d+)\./.exec(sentenceOf(error))?.[1];

/** The engine's own sentence, without its code, its version and its stack. */
export const brief = (error: unknown): string =>
  sentenceOf(error)
    .replaceAll(/(?:Query failed: )?(?:Code: \d+\. )?DB::Exception: /g, '')
    .replaceAll(/ ?\(version [^)]*\)\.?/g, '')
    .slice(0, 500)
    .trim();
