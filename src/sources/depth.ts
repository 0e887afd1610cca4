import { Fault } from '#kernel';

/** Levels of brackets that one record may have: far above any log, and what every reader of events can walk down. */
const mostLevels = 1000;

/** A shorter text has no room for that many levels: each opens and closes. */
const leastRoom = 2 * mostLevels;

const quote = 0x22;
const backslash = 0x5c;
/** How far a character leads down, or up again. */
const steps = new Int8Array(128);
for (const bracket of '[{') steps[bracket.charCodeAt(0)] = 1;
for (const bracket of ']}') steps[bracket.charCodeAt(0)] = -1;

/** Refuses a record whose JSON is nested beyond what can be searched, kept and shown. Throws `BadInput`. */
export function refuseDeep(json: unknown): void {
  if (typeof json === 'string' && json.length >= leastRoom && brackets(json) > mostLevels && isDeep(json))
    throw nestedTooDeep();
}

/** What is said of a record that is nested too deep. */
export const nestedTooDeep = (cause?: unknown): Fault =>
  new Fault(
    'BadInput',
    {
      en: `This record is nested more than ${mostLevels} levels deep, as no log is. Check where the file comes from.`,
      ja: `このレコードは ${mostLevels} 段を超えて入れ子になっており、ログとは考えられません。ファイルの出所を確かめてください。`,
    },
    { cause },
  );

/** Brackets that open, those in strings too: counted twenty times as fast as a walk, and nearly every record has few. */
const brackets = (json: string): number => countOf('{', json) + countOf('[', json);

function countOf(bracket: string, json: string): number {
  let count = 0;
  for (let at = json.indexOf(bracket); at !== -1; at = json.indexOf(bracket, at + 1)) count += 1;
  return count;
}

function isDeep(json: string): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === quote) at = endOfString(json, at);
    else depth += steps[code] ?? 0;
    if (depth > mostLevels) return true;
  }
  return false;
}

/** Index of the quote that closes the string which opens at `from`. */
function endOfString(json: string, from: number): number {
  let end = json.indexOf('"', from + 1);
  while (end !== -1 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end === -1 ? json.length : end;
}

function isEscaped(json: string, quoteAt: number): boolean {
  let first = quoteAt;
  while (json.charCodeAt(first - 1) === backslash) first -= 1;
  return (quoteAt - first) % 2 === 1;
}
