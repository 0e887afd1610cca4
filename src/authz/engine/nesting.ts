import { Fault } from '#kernel';

/**
 * Brackets open at once in a text of Cedar. Cedar's own library (4.13) reads 110 of each kind; with more its stack runs
 * over, and then it may as well go round in circles as give up.
 */
const most = 100;

const token = /"(?:[^"\\]|\\[^])*"|\/\/[^\n\r]*|[([{]|[)\]}]/g;

/** Throws `BadInput` with line and column where a text is nested too deeply for Cedar's own library. */
export function refuseDeep(text: string): void {
  let depth = 0;
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === '(' || found === '[' || found === '{') depth += 1;
    else if (found.length === 1) depth -= 1;
    if (depth > most) throw tooDeep(text.slice(0, index));
  }
}

function tooDeep(before: string): Fault {
  const lines = before.split('\n');
  const place = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
  return new Fault('BadInput', {
    en:
      `This policy cannot be read. ${place}: it is nested too deeply, with more than ${most} brackets open. Take the ` +
      'expression apart: split a policy into several, or a long condition into several clauses.',
    ja: `このポリシーは読めません。${place}: 開いた括弧が ${most} を超え、入れ子が深すぎます。ポリシーや長い条件を、いくつかに分けてください。`,
  });
}
