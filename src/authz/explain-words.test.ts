import { expect, test } from 'vitest';
import type { Clause } from './engine/clauses.ts';
import type { Ground } from './engine/grounds.ts';
import { parsePolicy } from './engine/parse-policy.ts';
import type { Policy } from './engine/policy.ts';
import { adviceOf, sayClause, sayDecision, sayPolicy } from './explain-words.ts';

const policyOf = (id: string, text = 'permit(principal, action, resource);'): Policy => ({
  ...parsePolicy(text),
  id,
  template: undefined,
});
const ground = (more: Partial<Ground>): Ground => ({
  text: '',
  outcome: undefined,
  missing: undefined,
  error: undefined,
  readings: [],
  ...more,
});
const clause = (more: Partial<Clause> = {}): Clause => ({
  part: 'when',
  text: 'a == 1',
  state: 'fails',
  grounds: [],
  ...more,
});

test.each<[Partial<Clause>, string, string]>([
  [{ state: 'holds' }, '`a == 1` holds', '`a == 1` が成り立ちます'],
  [{}, '`a == 1` does not hold', '`a == 1` が成り立ちません'],
  [{ part: 'unless' }, '`a == 1` holds, and the policy says unless', '除外条件 (unless) の `a == 1` が成り立ちます'],
  [
    { state: 'errs' },
    '`a == 1` has no value, so that the policy was skipped',
    '`a == 1` が評価できず、ポリシーは無視されました',
  ],
  [{ state: 'unreached' }, '`a == 1` was not asked any more', '`a == 1` は評価されていません'],
])('of a clause %j is said: %s', (more, en, ja) => {
  expect(sayClause(clause(more))).toEqual({ en, ja });
});

test('the values that decided are told, but not those that stand there already', () => {
  const readings = [
    { text: 'context.n', value: '7', within: undefined },
    { text: '1', value: '1', within: undefined },
    { text: 'principal', value: 'User::"rin"', within: ['Group::"a"', 'Group::"b"'] },
    { text: 'resource', value: 'Doc::"d"', within: [] },
  ];
  expect(sayClause(clause({ grounds: [ground({ readings })] })).en).toBe(
    '`a == 1` does not hold: context.n is 7, principal is User::"rin", which is in Group::"a", Group::"b", resource is Doc::"d", which is in no group',
  );
});

test('at most ten groups are named', () => {
  const within = Array.from({ length: 11 }, (_, place) => `G${place}`);
  const { en, ja } = sayClause(
    clause({ grounds: [ground({ readings: [{ text: 'principal', value: 'U', within }] })] }),
  );
  expect(en).toMatch(/which is in G0, .*, G9, …$/);
  expect(ja).toMatch(/\(所属: G0, .*, G9, …\)$/);
});

test.each<[NonNullable<Ground['missing']>, string]>([
  [
    { kind: 'attribute', path: 'principal.a', owner: 'User::"rin"' },
    '`principal.a` is missing (User::"rin" has no such attribute)',
  ],
  [{ kind: 'attribute', path: 'context.a', owner: '' }, '`context.a` is missing'],
  [{ kind: 'tag', path: 't', owner: 'Doc::"d"' }, 'the tag `t` is missing (of Doc::"d")'],
  [{ kind: 'entity', path: 'principal', owner: '' }, 'nothing is known of principal: it is not among the entities'],
])('what is missing is named: %j', (missing, en) => {
  expect(sayClause(clause({ state: 'errs', grounds: [ground({ missing })] })).en).toBe(
    `\`a == 1\` has no value, so that the policy was skipped: ${en}`,
  );
});

test('of a policy is said what failed, or that all holds, or that it asks nothing', () => {
  const policy = policyOf('p');
  expect(sayPolicy({ policy, clauses: [clause(), clause({ state: 'holds' }), clause({ text: 'b' })] }).en).toBe(
    '`a == 1` does not hold; `b` does not hold.',
  );
  expect(sayPolicy({ policy, clauses: [clause({ state: 'holds' })] }).en).toBe('all of its clauses hold.');
  expect(sayPolicy({ policy, clauses: [] }).en).toBe('it permits everything to everybody.');
  expect(sayPolicy({ policy: policyOf('f', 'forbid(principal, action, resource);'), clauses: [] }).ja).toBe(
    'すべての人に、すべての操作を禁止しています。',
  );
});

test('of a decision is said who made it, or which policy came nearest', () => {
  const policy = policyOf('p');
  const decided = { policy, role: 'decided' as const, clauses: [] };
  expect(sayDecision({ reason: 'permitted', policies: [decided, { ...decided, policy: policyOf('q') }] }).en).toBe(
    'Permitted by p, q.',
  );
  expect(sayDecision({ reason: 'forbidden', policies: [decided] }).en).toMatch(/^Forbidden by p\./);
  expect(sayDecision({ reason: 'unpermitted', policies: [] }).en).toMatch(/none comes near/);
  expect(sayDecision({ reason: 'unpermitted', policies: [{ policy, role: 'near', clauses: [clause()] }] }).en).toMatch(
    /The nearest is p: `a == 1` does not hold\.$/,
  );
});

test('a policy advises in its annotations, in one language or two', () => {
  const advised = (annotations: string) =>
    adviceOf({ policy: policyOf('p', `${annotations} permit(principal, action, resource);`) });
  expect(advised('@advice("Ask.") @advice_ja("聞く。")')).toEqual({ en: 'Ask.', ja: '聞く。' });
  expect(advised('@advice("Ask.")')).toEqual({ en: 'Ask.', ja: 'Ask.' });
  expect(advised('@advice_ja("聞く。")')).toEqual({ en: '聞く。', ja: '聞く。' });
  expect([advised(''), advised('@advice("")')]).toEqual([undefined, undefined]);
});
