import { expect, test } from 'vitest';
import { parseRules } from './parse-rules.ts';

const rule = (title: string, more = '') => `title: ${title}
${more}
logsource: { product: aws }
detection: { selection: { a: 1 }, condition: selection }
`;
const correlation = (title: string, ...rules: readonly string[]) => `title: ${title}
name: ${title}
correlation: { type: event_count, rules: [${rules.join(', ')}], timespan: 1m, condition: { gte: 2 } }
`;
const read = (...documents: readonly string[]) => parseRules([{ file: 'a.yml', text: documents.join('---\n') }]);

test('a rule is named by its id before its name, and by its name before its title', () => {
  const { correlations, problems } = read(
    rule('twin', 'id: by-title'),
    rule('other', 'id: by-name\nname: twin'),
    rule('third', 'id: twin'),
    correlation('c', 'twin', 'other'),
  );
  expect(problems).toEqual([]);
  expect(correlations[0]?.rules).toEqual(['twin', 'by-name']);
});

test('one that names nothing known, and those that go in a circle, are left out and told; the others run', () => {
  const { correlations, problems } = read(
    rule('r', 'id: r'),
    correlation('good', 'r'),
    correlation('lost', 'gone'),
    correlation('a', 'b'),
    correlation('b', 'a'),
  );
  expect(correlations.map(({ title }) => title)).toEqual(['good']);
  const told = problems.map(({ sentence }) => sentence);
  expect(told).toHaveLength(3);
  expect(told[0]).toContain('names the rule "gone"');
  for (const sentence of told.slice(1)) expect(sentence).toContain('depends on itself');
});

test('one that names another comes after it, however they are written', () => {
  const { correlations } = read(correlation('second', 'first'), correlation('first', 'r'), rule('r', 'id: r'));
  expect(correlations.map(({ title }) => title)).toEqual(['first', 'second']);
});
