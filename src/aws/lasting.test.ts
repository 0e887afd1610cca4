import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operationShape } from './clients.ts';
import { restJson } from './json-form.ts';
import { lasting, restJsonOf } from './lasting.ts';

const { output: findings } = await operationShape('guardduty', 'GetFindings');
const { output: sets } = await operationShape('guardduty', 'ListThreatIntelSets');

const finding = fc.record(
  {
    Id: fc.string(),
    Severity: fc.double(),
    Title: fc.string(),
    Service: fc.record({ Count: fc.nat(), Archived: fc.boolean() }),
  },
  { requiredKeys: ['Id'] },
);
const textOf = (json: string | Uint8Array): string => Buffer.from(json).toString();

test('an answer of lasting structures is the text that it would be without, the first time and again', () => {
  fc.assert(
    fc.property(fc.array(finding), fc.option(fc.string(), { nil: undefined }), (some, NextToken) => {
      const plain = JSON.stringify(restJson.write(findings)({ Findings: some, NextToken }));
      const output = { NextToken, Findings: some.map(lasting) };
      const once = textOf(restJsonOf(findings, output));
      expect(JSON.parse(once)).toEqual(JSON.parse(plain));
      expect(textOf(restJsonOf(findings, output))).toBe(once);
    }),
    {
      examples: [
        [[{ Id: '1' }, { Id: '2' }], 'more'],
        [[], undefined],
      ],
    },
  );
});

test('a list that holds one structure which does not last is written whole', () => {
  const output = { Findings: [lasting({ Id: '1' }), { Id: '2' }] };
  expect(JSON.parse(textOf(restJsonOf(findings, output)))).toEqual({ findings: [{ id: '1' }, { id: '2' }] });
});

test('what lasts is written once, and what was written of it before is kept', () => {
  const one = { Id: 'as it was' };
  const output = { Findings: [lasting(one)] };
  const before = textOf(restJsonOf(findings, output));
  one.Id = 'changed against the promise';
  expect(textOf(restJsonOf(findings, output))).toBe(before);
});

test('the same structure in an answer of another form is written in that form', () => {
  const one = lasting({ Id: '1', Title: 'as a finding' });
  restJsonOf(findings, { Findings: [one] });
  expect(textOf(restJsonOf(sets, { ThreatIntelSetIds: ['a'], Unknown: [one] }))).toBe('{"threatIntelSetIds":["a"]}');
});

test('an answer without members is an empty object', () => expect(restJsonOf(findings, {})).toBe('{}'));
