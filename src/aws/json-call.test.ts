import { expect, test } from 'vitest';
import { createLog } from '#kernel';
import { localCaller, type Call } from './caller.ts';
import { callJson } from './json-call.ts';
import type { Callable } from './operation.ts';

const call: Call = {
  caller: localCaller('rin', 'analyst', '111122223333'),
  region: 'eu-west-1',
  requestId: 'r1',
  sourceAddress: '198.51.100.7',
  userAgent: 'test',
  at: new Date('2026-03-10T12:00:00Z'),
};

const passage = (...operations: Callable[]) => ({
  door: {
    credentialOf: () => undefined,
    authorise: () => ({ allowed: true as const }),
    audit: () => undefined,
    keepRecords: () => undefined,
  },
  log: createLog('silent'),
  seconds: 5,
  byName: new Map(
    ['guardduty', 'yagura'].map((service): [string, Map<string, Callable>] => [
      service,
      new Map(operations.filter((one) => one.service === service).map((one) => [one.name, one])),
    ]),
  ),
});

const operation = (service: string, name: string, answer: Callable['call'], text?: true): Callable => ({
  service,
  name,
  action: `${service}:${name}`,
  about: '',
  call: answer,
  ...(text && { text }),
});

const all = passage(
  operation('yagura', 'ListRules', (input) => ({ given: input })),
  operation('yagura', 'GetNothing', () => undefined),
  operation('yagura', 'ReadText', (input) => String(input), true),
  operation('guardduty', 'GetFindings', (input) => ({ Findings: [], was: input })),
);
const asked = (service: string, name: string, json: unknown) => callJson({ service, name }, json, call, all);

test.each([
  ['yagura', 'ListRule', ' Did you mean ListRules? '],
  ['yagura', 'DescribeTrails', ' docs/api.md '],
  ['guarduty', 'GetFindings', ' Did you mean guardduty? '],
  ['yagura', 'GetFindings', ' docs/api.md '],
])('%s %s is no operation, and what was meant is said', async (service, name, said) => {
  const error: unknown = await asked(service, name, {}).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'NotFound',
    text: {
      en: expect.stringContaining(`There is no operation "${name}" of the service "${service}".${said}`),
      ja: expect.stringContaining(/mean (\w+)/.exec(said)?.[1] ?? '使えるもの'),
    },
  });
});

test('an own operation is given the JSON as it is, and what answers nothing answers an empty object', async () => {
  expect(await asked('yagura', 'ListRules', { most: 5 })).toEqual({ given: { most: 5 } });
  expect(await asked('yagura', 'GetNothing', {})).toEqual({});
});

test('an operation that reads text is given the text of the JSON, with whole numbers of any length', async () => {
  expect(await asked('yagura', 'ReadText', { id: 12345678901234567890n })).toEqual({ id: 12345678901234567890n });
  expect(await asked('yagura', 'ReadText', undefined)).toEqual({});
});

test('an AWS operation is given what its shape says, and answers no more than that', async () => {
  const given = passage(
    operation('guardduty', 'GetFindings', (input) => ({ Findings: [{ Id: JSON.stringify(input) }] })),
  );
  const answer = (json: unknown) => callJson({ service: 'guardduty', name: 'GetFindings' }, json, call, given);
  expect(await answer({ DetectorId: 'd' })).toEqual({ Findings: [{ Id: '{"DetectorId":"d"}' }] });
  expect(await answer(null)).toEqual({ Findings: [{ Id: '{}' }] });
  expect(await asked('guardduty', 'GetFindings', { DetectorId: 'd', FindingIds: ['f'] })).toEqual({ Findings: [] });
});
