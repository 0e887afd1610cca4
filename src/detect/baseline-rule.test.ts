// Opens no lake.
import { expect, test } from 'vitest';
import { study } from '#baselines';
import { parseRules, type RuleProblem } from '#sigma';
import { questionOf, readBaselineRules } from './baseline-rule.ts';

const of = 'surprising-calls';
const [about = ''] = study(of).about;
const thresholds = Object.fromEntries(
  study(of).thresholds.map((name, place) => [name, { is: place + 1, why: 'Tried.' }]),
);

function read(baseline: unknown) {
  const problems: RuleProblem[] = [];
  const text = JSON.stringify({ title: 'Odd', id: 'odd', baseline });
  const rules = readBaselineRules(parseRules([{ file: 'odd.yml', text }]).windows, problems);
  return { rules, said: problems.map(({ sentence, ja }) => [sentence, ja.sentence]), problems };
}

test('a rule over what is usual asks its study with its figures', () => {
  const { rules, problems } = read({ of, about, thresholds });
  expect(problems).toEqual([]);
  expect(rules).toMatchObject([{ id: 'odd', of, about }]);
  const [rule] = rules;
  const question = rule && questionOf(rule);
  expect(question?.about).toBe(about);
  expect(study(of).thresholds.map((name) => question?.threshold(name))).toEqual(
    study(of).thresholds.map((_, place) => place + 1),
  );
});

test('a figure that nobody declared is never reached', () => {
  const [rule] = read({ of, about, thresholds }).rules;
  expect(rule && questionOf(rule).threshold('constructor-like')).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  [{ of, about: 'weather', thresholds }, `${of} says nothing about weather; it knows `, 'という項目はありません'],
  [{ of, about, thresholds: {} }, `it lacks the threshold ${study(of).thresholds[0]}`, 'がありません'],
  [
    { of, about, thresholds: { ...thresholds, idle: { is: 1, why: 'x' } } },
    `it declares the threshold idle, which ${of} does not ask for`,
    'では使いません',
  ],
  [{ of: 'astrology', about }, 'The baseline "Odd" cannot be used', 'baseline「Odd」を使えません'],
  [{ of, about, thresholds: { ...thresholds, idle: { is: 1, why: '' } } }, 'cannot be used', 'を使えません'],
])('%j is refused: %s', (baseline, en, ja) => {
  const { rules, said, problems } = read(baseline);
  expect(rules).toEqual([]);
  expect(said).toEqual([[expect.stringContaining(en), expect.stringContaining(ja)]]);
  expect(problems[0]).toMatchObject({ file: 'odd.yml', line: 1, remedy: expect.stringContaining('content/rules/') });
});
