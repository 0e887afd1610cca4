import { beforeEach, expect, test, vi } from 'vitest';
import { createLog, Fault } from '#kernel';
import { localCaller, type Call } from './caller.ts';
import type { AuditRecord, Decision, Request } from './door.ts';
import { invoke, type Passage } from './invoke.ts';
import { ModeledFault } from './modeled-fault.ts';
import type { Callable } from './operation.ts';

const call: Call = {
  caller: localCaller('rin', 'analyst', '111122223333'),
  region: 'eu-west-1',
  requestId: 'r1',
  sourceAddress: '198.51.100.7',
  userAgent: 'test',
  at: new Date('2026-03-10T12:00:00Z'),
};
const never = new Promise<never>(() => undefined);

const records: AuditRecord[] = [];
beforeEach(() => void records.splice(0));

const through = (decide: (wish: Request) => Decision | Promise<Decision> = () => ({ allowed: true })): Passage => ({
  door: {
    credentialOf: () => undefined,
    authorise: decide,
    audit: (record) => void records.push(record),
    keepRecords: () => undefined,
  },
  log: createLog('silent'),
  seconds: 0.01,
});

const operation = (call: Callable['call'], text?: true): Callable => ({
  service: 'guardduty',
  name: 'ListFindings',
  action: 'guardduty:ListFindings',
  about: '',
  call,
  ...(text && { text }),
});

test('who may is answered, and the call is recorded with what was given and answered', async () => {
  const wishes: Request[] = [];
  const passage = through((wish) => {
    wishes.push(wish);
    return { allowed: true };
  });
  expect(
    await invoke(
      operation(() => ({ ids: [] })),
      call,
      () => ({ most: 5 }),
      passage,
    ),
  ).toEqual({ ids: [] });
  const { caller, region, sourceAddress, at } = call;
  expect(wishes).toEqual([
    { caller, action: 'guardduty:ListFindings', account: '111122223333', context: { region, sourceAddress, at } },
  ]);
  expect(records).toEqual([
    { call, service: 'guardduty', operation: 'ListFindings', input: { most: 5 }, output: { ids: [] } },
  ]);
});

test('who may not gets nothing done and nothing read, is told why, and it is recorded', async () => {
  const [read, work] = [vi.fn(), vi.fn()];
  const denied = through(() => Promise.resolve({ allowed: false, reason: 'no policy permits it' }));
  const message = `User: ${call.caller.arn} is not authorized to perform: guardduty:ListFindings on resource: arn:aws:guardduty:eu-west-1:111122223333:* because no policy permits it`;
  await expect(invoke(operation(work), call, read, denied)).rejects.toMatchObject({ code: 'Denied', message });
  expect(read).not.toHaveBeenCalled();
  expect(work).not.toHaveBeenCalled();
  expect(records).toMatchObject([{ errorCode: 'AccessDenied', errorMessage: message }]);
  expect(records[0]).not.toHaveProperty('output');
});

test.each([
  [
    'of the service',
    new ModeledFault('BadRequestException', 'No such detector.'),
    'BadRequestException',
    'No such detector.',
  ],
  ['of ours', new Fault('NotFound', 'There is none.'), expect.any(String), 'There is none.'],
  ['that nobody foresaw', new TypeError('secret detail'), 'InternalFailure', 'Something failed inside Yagura.'],
])('a failure %s is thrown as it is, and recorded', async (_whose, error, errorCode, errorMessage) => {
  for (const work of [
    () => Promise.reject(error),
    () => {
      throw error;
    },
  ])
    await expect((async () => await invoke(operation(work), call, () => 1, through()))()).rejects.toBe(error);
  expect(records).toMatchObject([
    { input: 1, errorCode, errorMessage },
    { input: 1, errorCode, errorMessage },
  ]);
});

test('an answer that does not come in time is given up, with a remedy, and so is a decision', async () => {
  const tooSlow = { code: 'TooSlow', message: expect.stringMatching(/^ListFindings took longer than 0.01 seconds/) };
  await expect(
    invoke(
      operation(() => never),
      call,
      () => 1,
      through(),
    ),
  ).rejects.toMatchObject(tooSlow);
  await expect(
    invoke(
      operation(() => 1),
      call,
      () => 1,
      through(() => never),
    ),
  ).rejects.toMatchObject(tooSlow);
  expect(records).toHaveLength(2);
});

test('what is at hand is answered without a promise', () => {
  expect(
    invoke(
      operation(() => 'now'),
      call,
      () => 1,
      through(),
    ),
  ).toBe('now');
});

test('operations on texts keep their own record, but failures of theirs are recorded here', () => {
  const told = operation((given) => {
    if (given === 'bad') throw new Fault('BadInput', 'It is bad.');
    return given;
  }, true);
  expect(invoke(told, call, () => 'good', through())).toBe('good');
  expect(records).toEqual([]);
  expect(() => invoke(told, call, () => 'bad', through())).toThrow('It is bad.');
  expect(records).toMatchObject([{ input: undefined, errorMessage: 'It is bad.' }]);
});
