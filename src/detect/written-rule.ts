import { Fault, randomId } from '#kernel';
import { parseRules, type Rule, type RuleProblem } from '#sigma';

/** A rule that somebody wrote on the page: the text that is kept, and what it says. */
export interface WrittenRule {
  readonly id: string;
  readonly text: string;
  readonly rule: Rule;
}

/** What the file of a written rule is called. */
export const fileOf = (id: string): string => `written/${id}.yml`;

/** Reads a rule; one without an id gets one. Throws `BadInput` with line, sentence and remedy, or when it is not one rule over single events. */
export function parseWritten(given: string): WrittenRule {
  const text = /^id:\s*\S/m.test(given) ? given : `${given.trimEnd()}\nid: ${randomId()}\n`;
  const { rules, correlations, windows, problems } = parseRules([{ file: 'the rule', text }]);
  const [problem] = problems;
  if (problem !== undefined) throw faultOf(problem);
  const [rule, ...others] = rules;
  if (rule === undefined || others.length + correlations.length + windows.length > 0)
    throw new Fault('BadInput', {
      en: 'Write one Sigma rule over single events here. Correlations and whole files go into a folder of rules.folders.',
      ja: 'ここには、1 件のイベントを対象とする Sigma ルールを 1 つだけ書いてください。correlation や複数のルールは、rules.folders のフォルダーに置いてください。',
    });
  if (!/^[\w.-]{1,100}$/.test(rule.id))
    throw new Fault('BadInput', {
      en: 'The id of the rule has letters that an id cannot have. Leave it out to get one.',
      ja: 'ルールの id に使えない文字があります。省略すると自動で付きます。',
    });
  return { id: rule.id, text, rule };
}

const faultOf = ({ line, sentence, remedy, ja }: RuleProblem): Fault =>
  new Fault('BadInput', {
    en: `Line ${line}: ${sentence} ${remedy}`,
    ja: `${line} 行目: ${ja.sentence}${ja.remedy}`,
  });
