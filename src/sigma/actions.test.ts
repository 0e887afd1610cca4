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

test('a fault is told where it stands: in the common part, or in what is laid over it', () => {
  const { problems } = read(
    global,
    'id: one\ndetection: { selections: { name: ListUsers } }\n',
    'id: two\ndetection:\n  selection: { name|foo: ListRoles }\n',
  );
  expect(problems.map(({ line }) => line)).toEqual([7, 14]);
});
