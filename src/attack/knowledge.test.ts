import { expect, test } from 'vitest';
import { knowledge } from './knowledge.ts';

const text = (word: string) => `{ en: ${word}, ja: ${word}です }`;
const tactic = `tactics:
  - { id: TA0003, slug: persistence, order: 5, name: ${text('Persistence')}, about: ${text('stay')} }
  - { id: TA0002, slug: execution, order: 4, name: ${text('Execution')}, about: ${text('run')} }
techniques:
  - { id: T1098.003, tactics: [persistence], name: ${text('Roles')}, about: ${text('more')} }
  - { id: T1136, tactics: [persistence], name: ${text('Account')}, about: ${text('new')} }
`;
const note = `{ abuse: ${text('abuse')}, harmless: ${text('harmless')}, tactics: [persistence], techniques: [T1136] }`;
const calls = `service: lambda
calls:
  UpdateFunctionCode: ${note}
  Invoke: ${note}
  AddPermission: ${note}
`;
const step = (log: string) => `{ log: '${log}', step: ${text('step')}, why: ${text('why')} }`;
const follows = `follows:
  - { after: { tactics: [persistence] }, steps: [${step('lambda:AddPermission')}] }
  - { after: { calls: ['lambda:UpdateFunctionCode'] }, steps: [${step('lambda:Invoke')}] }
`;
const files = [
  { file: 'tactics.yml', text: tactic },
  { file: 'apis/lambda.yml', text: calls },
  { file: 'follows.yml', text: follows },
];

test('tactics are found by slug in either spelling and by number, and stand in the order of the kill chain', () => {
  const { knowledge: known, problems } = knowledge(files);
  expect(problems).toEqual([]);
  expect(known.tactics.map(({ slug }) => slug)).toEqual(['execution', 'persistence']);
  expect(known.tactic('TA0003')).toBe(known.tactic('persistence'));
  expect(known.tactic('toString')).toBeUndefined();
  expect(known.technique('t1098.003')?.name.ja).toBe('Rolesです');
});

test('a call is found by the fields of an event, whatever version its name carries', () => {
  const { knowledge: known } = knowledge(files);
  const found = known.api('lambda.amazonaws.com', 'UpdateFunctionCode20150331v2');
  expect(found).toMatchObject({ call: 'lambda:UpdateFunctionCode', techniques: [{ id: 'T1136' }] });
  expect(known.api('iam', 'UpdateFunctionCode')).toBeUndefined();
});

test('what follows the very call comes before what follows its tactic, and no call comes twice or again', () => {
  const { knowledge: known } = knowledge(files);
  const logs = (calls: string[]) => known.nextSteps({ calls, tactics: ['persistence'] }).map(({ log }) => log);
  expect(logs(['lambda:UpdateFunctionCode20150331v2'])).toEqual(['lambda:Invoke', 'lambda:AddPermission']);
  expect(logs(['lambda:AddPermission20150331v2'])).toEqual([]);
});

test('a problem names the file, the line and the remedy, and the other entries are still taken', () => {
  const { knowledge: known, problems } = knowledge([
    ...files,
    { file: 'broken.yml', text: 'techniques:\n  - id: T1\n    tactics: [x]\n    name: { en: only }\n' },
    { file: 'odd.yml', text: 'follows: [\n' },
  ]);
  expect(known.technique('T1136')).toBeDefined();
  expect(problems).toContainEqual(expect.objectContaining({ file: 'broken.yml', line: 2 }));
  expect(problems).toContainEqual(expect.objectContaining({ file: 'broken.yml', line: 4 }));
  expect(problems).toContainEqual(expect.objectContaining({ file: 'odd.yml' }));
  for (const { sentence, remedy } of problems) expect(`${sentence} ${remedy}`).toMatch(/\w+/);
});

test('a name that nothing explains is a problem at its line', () => {
  const { problems } = knowledge([
    ...files,
    { file: 'more.yml', text: `follows:\n  - after: { techniques: [T1999] }\n    steps: [${step('iam:Nothing')}]\n` },
  ]);
  expect(problems.map(({ line, sentence }) => [line, sentence])).toEqual([
    [2, 'The technique T1999 is used here but explained nowhere.'],
    [3, 'The call iam:Nothing is used here but explained nowhere.'],
  ]);
});

test('calls without a service are refused', () => {
  const { problems } = knowledge([...files, { file: 'x.yml', text: calls.replace('service: lambda\n', '') }]);
  expect(problems).toMatchObject([{ file: 'x.yml', line: 2 }]);
});
