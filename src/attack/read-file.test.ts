import { expect, test } from 'vitest';
import { readKnowledgeFile } from './read-file.ts';

const read = (text: string) => readKnowledgeFile({ file: 'iam.yml', text });

test('an empty file holds nothing, and that is no problem', () => {
  expect(read('')).toMatchObject({ entries: { tactics: [], techniques: [], calls: {}, follows: [] } });
});

test('what is there knows its line, and what is missing the line of what should hold it', () => {
  const good = `service: iam
calls:
  CreateUser:
    abuse: { en: It stays., ja: 残る。 }
    harmless: { en: Somebody joins., ja: 入社。 }
    tactics: [persistence]
    techniques: [T1136.003]
`;
  const file = read(good);
  if (Array.isArray(file)) throw new Error('problems');
  expect(file.entries.calls['CreateUser']?.techniques).toEqual(['T1136.003']);
  expect(file.lineOf(['calls', 'CreateUser', 'tactics', 0])).toBe(6);
  expect(file.lineOf(['calls', 'CreateUser', 'alike', 3])).toBe(file.lineOf(['calls', 'CreateUser']));
  expect(file.lineOf(['follows'])).toBe(1);
});

test('every problem is told with its line', () => {
  expect(
    read(
      'tactics:\n  - id: TA5\n    slug: Evasion\n    order: 0\n    name: { en: a, ja: b }\n    about: { en: a, ja: b }\n',
    ),
  ).toMatchObject([
    {
      file: 'iam.yml',
      line: 2,
      sentence: expect.stringContaining('tactics.0.id is not as it should be: Write a tactic number as TA0005.'),
    },
    { line: 3, sentence: expect.stringContaining('tactics.0.slug') },
    { line: 4, sentence: expect.stringContaining('tactics.0.order') },
  ]);
});

test('calls without their service, a word that does not belong there, and no map at all are problems', () => {
  const [call] = [
    read('calls:\n  A: { abuse: { en: a, ja: b }, harmless: { en: a, ja: b }, tactics: [x], techniques: [T1000] }\n'),
  ].flat();
  expect(call).toMatchObject({ sentence: expect.stringContaining('Say at the top of the file which service') });
  expect(read('- a\n')).toMatchObject([
    { line: 1, sentence: expect.stringMatching(/^The file is not as it should be/) },
  ]);
  expect(read('novel: 1\n')).toHaveLength(1);
});

test('what is no YAML is told with its line and a remedy', () => {
  expect(read('service: iam\ncalls: {\n')).toMatchObject([
    {
      file: 'iam.yml',
      line: expect.any(Number),
      sentence: expect.stringMatching(/^The file is not YAML: /),
      remedy: expect.stringContaining('quote texts'),
    },
  ]);
  expect(read('a: "b\nc: [')).toMatchObject([{ line: 2 }]);
});
