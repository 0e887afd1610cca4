import { expect, test } from 'vitest';
import { made } from './made.contract.ts';
import type { Score, Unusual } from './score.ts';
import { surpriseSentence } from './surprise-sentence.ts';
import type { Surprising } from './surprising-calls.ts';

const unusual = (more: Partial<Unusual> = {}): Unusual => ({
  aspect: 'where',
  dimension: 'country',
  value: 'NL',
  bits: 9,
  frequency: 'unseen',
  usual: () => ['JP', 'DE'],
  ...more,
});
const surprising = (action: string, score: Partial<Score> = {}): Surprising => ({
  behaviour: made({
    service: 'iam.amazonaws.com',
    action,
    principal: 'arn:aws:iam::111122223333:user/rin',
    session: '',
  }),
  topic: 'persistence',
  score: { bits: 20.04, unusual: [unusual()], comparedWith: 'actor', activeDays: 12, ...score },
});

test('it says who, what, compared with what, what is usual, and how surprising it is', () => {
  const { en, ja } = surpriseSentence([surprising('CreateUser')], 16);
  expect(en).toMatch(
    /^In one hour the IAM user rin called iam:CreateUser in a way that does not fit\. Compared with what this caller did before \(12 of the last \d+ days had activity\): country NL never seen \(usual: JP, DE\)\. Together this scores 20\.0, where 16 make a finding;/,
  );
  expect(ja).toContain('IAM ユーザー rin が 1 時間のうちに iam:CreateUser を、');
  expect(ja).toContain('国 NL は初めて（通常は JP、DE）');
  expect(ja).toContain('合計 20.0 点です（16 点以上で検出');
});

test('calls are named once, at most six of them', () => {
  const { en } = surpriseSentence(
    'A B A C D E F G'.split(' ').map((action) => surprising(action)),
    16,
  );
  expect(en).toContain('iam:A, iam:B, iam:C, iam:D, iam:E, iam:F … in a way');
});

test.each([
  ['role', 'The caller is new; compared with others in the same role'],
  ['account', 'The caller is new; compared with the whole account'],
  ['organisation', 'The account is new; compared with all accounts'],
] as const)('compared with the %s, that is said', (comparedWith, said) => {
  expect(surpriseSentence([surprising('A', { comparedWith })], 16).en).toContain(said);
});

test('an amount is told as a number of calls, and what was most before', () => {
  const { en, ja } = surpriseSentence(
    [surprising('A', { unusual: [unusual({ dimension: 'amount', value: 's3:GetObject 10', usual: () => ['40'] })] })],
    16,
  );
  expect(en).toContain('s3:GetObject at least 1024 times, at most 40 before');
  expect(ja).toContain('s3:GetObject を 1024 回以上（これまでは最大 40 回）');
});

test('what has no usual value says none, and tools are named in either language', () => {
  const { en, ja } = surpriseSentence(
    [
      surprising('A', {
        unusual: [unusual({ dimension: 'tool', value: 'browser on Windows', frequency: 'rare', usual: () => [] })],
      }),
    ],
    16,
  );
  expect(en).toContain('tool browser on Windows rare.');
  expect(ja).toContain('ツール ブラウザー（Windows）はまれ。');
});

test('of nothing nothing is said', () => {
  expect(surpriseSentence([], 16)).toEqual({ en: '', ja: '' });
});
