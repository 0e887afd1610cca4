import type { Text } from '#kernel';
import { cedarInJapanese } from './engine/cedar-words.ts';
import type { Clause } from './engine/clauses.ts';
import type { ExplainedPolicy, Explanation } from './engine/explain.ts';
import type { Ground, Missing, Reading } from './engine/grounds.ts';

/** What is said of the decision as a whole. */
export function sayDecision({ reason, policies }: Pick<Explanation, 'reason' | 'policies'>): Text {
  const ids = policies.flatMap(({ policy, role }) => (role === 'decided' ? [policy.id] : [])).join(', ');
  const erred = policies.find(({ role, policy }) => role === 'erred' && policy.effect === 'permit');
  const nearest = policies.find(({ role }) => role === 'near') ?? erred;
  return decisions[reason](ids, nearest);
}

const decisions: Readonly<Record<Explanation['reason'], (ids: string, nearest: ExplainedPolicy | undefined) => Text>> =
  {
    permitted: (ids) => ({ en: `Permitted by ${ids}.`, ja: `${ids} が許可しています。` }),
    forbidden: (ids) => ({
      en: `Forbidden by ${ids}. A forbid outweighs every permit.`,
      ja: `${ids} が明示的に禁止しています。許可するポリシーがあっても、禁止が優先されます。`,
    }),
    unpermitted: (_, nearest) => {
      if (nearest === undefined)
        return {
          en: 'No policy permits it, and none comes near. Nothing forbids it either.',
          ja: '許可するポリシーがなく、それに近いものもありません。禁止するポリシーもありません。',
        };
      const why = sayPolicy(nearest);
      return {
        en: `No policy permits it, though none forbids it. The nearest is ${nearest.policy.id}: ${why.en}`,
        ja: `許可するポリシーがありません (禁止するものもありません)。最も近いのは ${nearest.policy.id} です: ${why.ja}`,
      };
    },
  };

/** What is said of one policy: what failed, or that all of it holds. */
export function sayPolicy({ policy, clauses }: Pick<ExplainedPolicy, 'policy' | 'clauses'>): Text {
  const failing = clauses.filter(({ state }) => state === 'fails' || state === 'errs');
  if (failing.length > 0) return joined(failing.map(sayClause));
  const permits = policy.effect === 'permit';
  if (clauses.length === 0)
    return {
      en: `it ${permits ? 'permits' : 'forbids'} everything to everybody.`,
      ja: `すべての人に、すべての操作を${permits ? '許可' : '禁止'}しています。`,
    };
  return { en: 'all of its clauses hold.', ja: 'すべての条件が成り立っています。' };
}

const joined = (texts: readonly Text[]): Text => ({
  en: `${texts.map(({ en }) => en).join('; ')}.`,
  ja: `${texts.map(({ ja }) => ja).join('。')}。`,
});

/** What is said of one clause, without a full stop. */
export function sayClause(clause: Clause): Text {
  if (clause.state === 'unreached')
    return { en: `\`${clause.text}\` was not asked any more`, ja: `\`${clause.text}\` は評価されていません` };
  const because = clause.grounds.map(sayGround);
  const head = verdicts[clause.state](clause);
  const whys = because.filter(({ en }) => en !== '');
  if (whys.length === 0) return head;
  return {
    en: `${head.en}: ${whys.map(({ en }) => en).join(', ')}`,
    ja: `${head.ja}: ${whys.map(({ ja }) => ja).join('、')}`,
  };
}

const verdicts: Readonly<Record<Exclude<Clause['state'], 'unreached'>, (clause: Clause) => Text>> = {
  holds: ({ text }) => ({ en: `\`${text}\` holds`, ja: `\`${text}\` が成り立ちます` }),
  fails: ({ part, text }) =>
    part === 'unless'
      ? { en: `\`${text}\` holds, and the policy says unless`, ja: `除外条件 (unless) の \`${text}\` が成り立ちます` }
      : { en: `\`${text}\` does not hold`, ja: `\`${text}\` が成り立ちません` },
  errs: ({ text }) => ({
    en: `\`${text}\` has no value, so that the policy was skipped`,
    ja: `\`${text}\` が評価できず、ポリシーは無視されました`,
  }),
};

/** The values, what is missing, or why there is no value; nothing where the text says it all. */
function sayGround({ missing, error, readings }: Ground): Text {
  if (missing !== undefined) return missings[missing.kind](missing);
  if (error !== undefined) return { en: error.message, ja: `エラー: ${cedarInJapanese(error.message)}` };
  const said = readings.filter(({ text, value }) => text !== value).map(sayReading);
  return { en: said.map(({ en }) => en).join(', '), ja: said.map(({ ja }) => ja).join('、') };
}

const missings: Readonly<Record<Missing['kind'], (missing: Missing) => Text>> = {
  attribute: ({ path, owner }) => ({
    en: `\`${path}\` is missing${owner === '' ? '' : ` (${owner} has no such attribute)`}`,
    ja: `\`${path}\` がありません${owner === '' ? '' : ` (${owner} にこの属性がありません)`}`,
  }),
  tag: ({ path, owner }) => ({
    en: `the tag \`${path}\` is missing${owner === '' ? '' : ` (of ${owner})`}`,
    ja: `タグ \`${path}\` がありません${owner === '' ? '' : ` (${owner})`}`,
  }),
  entity: ({ path, owner }) => ({
    en: `nothing is known of ${owner === '' ? path : owner}: it is not among the entities`,
    ja: `${owner === '' ? path : owner} がエンティティの一覧にありません`,
  }),
};

/** Groups that are named of somebody, at most. */
const shownGroups = 10;

function sayReading({ text, value, within }: Reading): Text {
  const said = `${text} is ${value}`;
  const japanese = `${text} は ${value}`;
  if (within === undefined) return { en: said, ja: japanese };
  if (within.length === 0) return { en: `${said}, which is in no group`, ja: `${japanese} (どこにも属していません)` };
  const more = within.length > shownGroups ? ', …' : '';
  const groups = `${within.slice(0, shownGroups).join(', ')}${more}`;
  return { en: `${said}, which is in ${groups}`, ja: `${japanese} (所属: ${groups})` };
}

/** What the policy's own annotations advise: `@advice("…")`, and `@advice_ja("…")` for readers of Japanese. */
export function adviceOf({ policy }: Pick<ExplainedPolicy, 'policy'>): Text | undefined {
  const { advice, advice_ja: japanese } = policy.annotations;
  const en = advice ?? japanese;
  return en === undefined || en === '' ? undefined : { en, ja: japanese ?? en };
}
