// Opens no lake.
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localAccount, localCaller, type Role } from '#aws';
import { contentFolder, loadConfig, systemClock } from '#kernel';
import { actionOf, cedarSchema, groupsOf, roles, type Named, type Org } from '#org';
import { everyOperation } from '../src/compose.ts';
import { openRecords } from '../src/open-data.ts';

let folder: string;
let org: Org;
let close: () => Promise<void>;
let operations: readonly Named[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-who-may-'));
  operations = await everyOperation();
  const config = loadConfig({ environment: {}, flags: { data: folder, log: { level: 'silent' } } });
  const records = await openRecords(config, systemClock, operations);
  org = records.org;
  close = async () => {
    await records.org[Symbol.asyncDispose]();
    await records.store[Symbol.asyncDispose]();
  };
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

const account = '111122223333';
const context = { region: 'us-east-1', sourceAddress: '127.0.0.1', at: new Date() };
const mayIn = async (role: Role, operation: Named, of = account): Promise<boolean> => {
  const caller = localCaller('somebody', role, of);
  return (await org.door.authorise({ caller, action: actionOf(operation), account: of, context })).allowed;
};
const permitted = async (role: Role): Promise<Named[]> => {
  const found = [];
  for (const operation of operations) if (await mayIn(role, operation)) found.push(operation);
  return found;
};
const inGroup = (group: ReturnType<typeof groupsOf>[number]) => (operation: Named) =>
  groupsOf(operation).includes(group);

describe('The policies that come with Yagura, over every operation that there is', () => {
  test('are valid by Cedar itself, and none of them can never match', async () => {
    const names = (await readdir(join(contentFolder, 'policies'))).filter((name) => name.endsWith('.cedar'));
    expect(names.length).toBeGreaterThan(4);
    const texts = await Promise.all(names.map((name) => readFile(join(contentFolder, 'policies', name), 'utf8')));
    const schema = await cedarSchema(operations);
    const answer = cedar.validate({ schema, policies: { staticPolicies: texts.join('\n') } });
    expect(answer).toEqual({ type: 'success', validationErrors: [], validationWarnings: [], otherWarnings: [] });
  });

  test('let every operation be done by somebody, and by an administrator', async () => {
    expect(operations.length).toBeGreaterThan(40);
    expect(new Set((await permitted('administrator')).map(actionOf))).toEqual(new Set(operations.map(actionOf)));
  });

  test('let auditors change nothing', async () => {
    const found = await permitted('auditor');
    expect(found.filter(inGroup('write')).map(actionOf)).toEqual([]);
    expect(found.filter(inGroup('read')).length).toBe(operations.filter(inGroup('read')).length);
  });

  test('let analysts and responders decide nothing of who may do what', async () => {
    for (const role of ['analyst', 'responder'] as const) {
      const found = await permitted(role);
      expect(found.filter(inGroup('administration')).filter(inGroup('write')).map(actionOf), role).toEqual([]);
      expect(found.map(actionOf), role).toContain('yagura:UpdateFindings');
      expect(found.map(actionOf), role).toContain('yagura:PushLogs');
    }
  });

  test('let members see nothing of the whole, and nothing of other accounts', async () => {
    const found = await permitted('member');
    expect(found.filter(inGroup('write')).map(actionOf)).toEqual([]);
    // Of findings those of the own account alone are answered; `ownAccount` in the room of findings sees to it.
    expect(
      found
        .filter(({ service }) => service === 'yagura')
        .filter(inGroup('read'))
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual([
      'CountFindings',
      'GetFinding',
      'GetFindingPlace',
      'GetFindingRanks',
      'ListFindings',
      'ListHistory',
      'ListOccurrences',
    ]);
    for (const operation of operations) {
      const caller = localCaller('somebody', 'member', account);
      const decision = await org.door.authorise({
        caller,
        action: actionOf(operation),
        account: localAccount,
        context,
      });
      expect(decision.allowed, actionOf(operation)).toBe(false);
    }
  });

  test('put every operation into exactly one of read, write and session', () => {
    for (const operation of operations)
      expect(groupsOf(operation).filter((group) => ['read', 'write', 'session'].includes(group)).length).toBe(1);
    expect(roles).toHaveLength(5);
  });

  // Read by people: what is added here must look right to them. A verb that changes something must not read as one that tells.
  test('take as reading what only tells', () => {
    const reads = operations.filter(({ service }) => service === 'yagura').filter(inGroup('read'));
    expect(
      reads
        .map(({ name }) => name)
        .filter((name) => !/^(?:Get|List|Count|Search)/.test(name))
        .toSorted(),
    ).toEqual([
      'CheckPolicy',
      'CheckPolicyStore',
      'CheckRule',
      'CheckStatement',
      'ExplainDecision',
      'LookupIndicator',
      'PreviewRule',
      'ReplayDecisions',
      'RunQuery',
    ]);
  });
});
