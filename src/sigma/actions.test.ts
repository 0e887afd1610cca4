import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import { parseRules } from './parse-rules.ts';

const global = `action: global
title: Somebody looks around
logsource: { product: aws }
level: low
detection:
  calls: { service: iam }
  condition: calls and selection
`;

const read = (...documents: string[]) => parseRules([{ file: 'old.yml', text: documents.join('---\n') }]);

test('what stands below action: global holds for the documents after it, until action: reset', () => {
  const { rules, problems } = read(
    global,
    'id: one\ndetection: { selection: { name: ListUsers } }\n',
    'id: two\nlevel: high\ndetection: { selection: { name: ListRoles } }\n',
    'action: reset\n',
    'id: three\ndetection: { selection: { name: ListKeys } }\n',
  );
  expect(rules.map(({ id, title, level, line }) => [id, title, level, line])).toEqual([
    ['one', 'Somebody looks around', 'low', 9],
    ['two', 'Somebody looks around', 'high', 12],
  ]);
  const fits = rules.map(({ detection }) => compile(detection));
  const said = (event: Record<string, unknown>) => fits.map((one) => one(event));
  expect(said({ service: 'iam', name: 'listusers' })).toEqual([true, false]);
  expect(said({ service: 'iam', name: 'ListRoles' })).toEqual([false, true]);
  expect(said({ service: 's3', name: 'ListRoles' })).toEqual([false, false]);
  expect(problems).toMatchObject([{ line: 18, sentence: '"title" is missing.' }]);
});

test('action: repeat says what differs from the document before it', () => {
  const { rules, problems } = read(
    'id: one\ntitle: First\nlogsource: { product: aws }\ndetection: { selection: { name: A }, condition: selection }\n',
    'action: repeat\nid: two\ndetection: { selection: { name: B } }\n',
  );
  expect(problems).toEqual([]);
  expect(rules.map(({ id, title }) => [id, title])).toEqual([
    ['one', 'First'],
    ['two', 'First'],
  ]);
  expect(rules.map(({ detection }) => compile(detection)({ name: 'b' }))).toEqual([false, true]);
});

test('rules that have their title alone in common, or even their id, are still several', () => {
  const selections = ['detection: { selection: { name: A } }\n', 'detection: { selection: { name: B } }\n'];
  const untitled = read(global, ...selections);
  expect(untitled.problems).toEqual([]);
  expect(new Set(untitled.rules.map(({ id }) => id)).size).toBe(2);
  const [first, second] = read(`id: both\n${global}`, ...selections).rules;
  expect(first?.id).toBe('both');
  expect(second?.id).toMatch(/^[0-9a-f]{32}$/);
});

test('a rule without an id has the same wherever its file lies, and another when it looks for something else', () => {
  const rule = (name: string, more = '') =>
    `title: T\nlogsource: { product: aws }\ndetection: { s: { name: ${name} }, condition: s }\n${more}`;
  const idOf = (file: string, text: string) => parseRules([{ file, text }]).rules[0]?.id;
  const here = idOf('rules/a.yml', rule('A'));
  expect(here).toMatch(/^[0-9a-f]{32}$/);
  expect(idOf('/srv/rules/b.yml', `# moved\n${rule('A', 'description: Said better.\nlevel: high\n')}`)).toBe(here);
  expect(idOf('rules/a.yml', rule('B'))).not.toBe(here);
  const [first, second] = ['a.yml', 'b.yml'].map((file) => ({ file, text: `${rule('A')}---\n${rule('B')}` }));
  const { rules, problems } = parseRules([first, second].filter((file) => file !== undefined));
  expect(rules.map(({ id }) => id)).toEqual([here, idOf('rules/a.yml', rule('B'))]);
  expect(problems).toEqual([]);
});

test('rules below action: global that bear one id get others that no folder changes', () => {
  const read = (file: string) =>
    parseRules([
      {
        file,
        text: [
          `id: both\n${global}`,
          ...['A', 'B', 'C'].map((name) => `detection: { selection: { name: ${name} } }\n`),
        ].join('---\n'),
      },
    ]).rules.map(({ id }) => id);
  expect(new Set(read('one.yml')).size).toBe(3);
  expect(read('two/one.yml')).toEqual(read('one.yml'));
});

test('a fault is told where it stands: in the common part, or in what is laid over it', () => {
  const { problems } = read(
    global,
    'id: one\ndetection: { selections: { name: ListUsers } }\n',
    'id: two\ndetection:\n  selection: { name|foo: ListRoles }\n',
  );
  expect(problems.map(({ line }) => line)).toEqual([7, 14]);
});
