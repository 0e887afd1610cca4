import { expect, test } from 'vitest';
import { policiesOf } from './folder-policies.ts';
import { placedText, problemLine, refuseErrors, type PolicyFileProblem } from './policy-problem.ts';

const read = (text: string, file = 'photos/share.cedar') => policiesOf({ kind: 'policies', file, text });

test('each statement knows where it stands, and is named by its @id or its file', () => {
  const text = `// shared\npermit(principal, action, resource);\n\n  @id("mine") forbid(principal, action, resource);\npermit(principal == ?principal, action, resource);`;
  expect(read(text)).toMatchObject([
    { id: 'photos/share', kind: 'policy', line: 1, column: 1 },
    { id: 'mine', kind: 'policy', line: 4, column: 3 },
    { id: 'photos/share#3', kind: 'template', line: 5, column: 1 },
  ]);
});

test('two statements that are alike stand at two places', () => {
  const one = 'permit(principal, action, resource);';
  expect(read(`${one} ${one}`)).toMatchObject([{ column: 1 }, { column: one.length + 2, id: 'photos/share#2' }]);
});

test('a statement that cannot be read is told where it stands in the file, and the others are read', () => {
  const [first, second, third] = read(
    `permit(principal, action, resource);\n\npermit(principal, action, resource) when {\n  context. };\nforbid(principal, action, resource);`,
  );
  expect([first, third]).toMatchObject([{ kind: 'policy' }, { kind: 'policy', id: 'photos/share#3' }]);
  expect(second).toMatchObject({
    severity: 'error',
    file: 'photos/share.cedar',
    line: 4,
    remedy: { en: expect.stringContaining('semicolon') },
  });
  expect(second).not.toHaveProperty('id');
});

test('the place that Cedar names is taken out of its sentence', () => {
  expect(placedText({ en: 'unexpected token, in line 3, column 7', ja: '予期しない字句です (3 行 7 列)' })).toEqual({
    line: 3,
    column: 7,
    sentence: { en: 'Unexpected token.', ja: '予期しない字句です。' },
  });
  expect(placedText({ en: 'is it so?', ja: 'そうですか。' })).toEqual({
    line: 1,
    column: 1,
    sentence: { en: 'Is it so?', ja: 'そうですか。' },
  });
});

const problem: PolicyFileProblem = {
  severity: 'error',
  file: 'a.cedar',
  line: 3,
  column: 12,
  sentence: { en: 'It ends.', ja: '終わっています。' },
  remedy: { en: 'Go on.', ja: '続けてください。' },
};

test('a problem is a line of which editors make a link', () => {
  expect(problemLine(problem, 'en')).toBe('a.cedar:3:12: error: It ends. Go on.');
  expect(problemLine(problem, 'ja')).toBe('a.cedar:3:12: error: 終わっています。続けてください。');
});

test('every error is told at once, and warnings stop nothing', () => {
  expect(() => refuseErrors('policies', [{ ...problem, severity: 'warning' }])).not.toThrow();
  expect(() =>
    refuseErrors('policies', [
      problem,
      { ...problem, severity: 'warning', file: 'w.cedar' },
      { ...problem, file: 'b.cedar' },
    ]),
  ).toThrow(
    'The policies in policies cannot be used.\na.cedar:3:12: error: It ends. Go on.\nb.cedar:3:12: error: It ends. Go on.',
  );
});
