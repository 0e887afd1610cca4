import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { localCaller } from '#aws';
import { loadConfig, silent, systemClock } from '#kernel';
import { binaryOperators } from '../src/authz/engine/operators.ts';
import { openPlatform } from '../src/compose.ts';

const account = '111122223333';
const about = { region: 'us-east-1', requestId: '', sourceAddress: '', userAgent: '' };

test("a decision that Cedar's own engine makes otherwise becomes a finding that says what to do", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-differ-'));
  const flags = { data: join(folder, 'data'), log: { level: 'silent' } };
  const platform = await openPlatform(loadConfig({ environment: {}, flags }), systemClock);
  const call = async (service: string, name: string, input: object): Promise<unknown> => {
    const operation = platform.operations.find((one) => one.service === service && one.name === name);
    const caller = localCaller('rin', 'administrator', account);
    return operation?.call(operation.text ? JSON.stringify(input) : input, { caller, ...about, at: new Date() });
  };
  const { contains } = binaryOperators;
  try {
    const made = await call('verifiedpermissions', 'CreatePolicyStore', { validationSettings: { mode: 'OFF' } });
    const { policyStoreId } = z.object({ policyStoreId: z.string() }).parse(made);
    Object.assign(binaryOperators, { contains: () => true }); // an engine that is wrong
    const statement = 'permit (principal, action, resource) when { ["bob"].contains(context.name) };';
    await call('yagura', 'ChangePolicyStore', {
      policyStoreId,
      changes: [{ change: 'put-policy', policyId: 'few', statement }],
    });
    await call('yagura', 'SetPolicyStoreSettings', { policyStoreId, compareShare: 1 });
    await call('verifiedpermissions', 'IsAuthorized', {
      policyStoreId,
      principal: { entityType: 'User', entityId: 'mallory' },
      action: { actionType: 'Action', actionId: 'view' },
      resource: { entityType: 'Photo', entityId: 'beach' },
      context: { contextMap: { name: { string: 'mallory' } } },
    });
    await expect
      .poll(async () => JSON.stringify(await call('yagura', 'GetPolicyStoreSettings', { policyStoreId })))
      .toContain('"engine":"cedar"');
    await platform.ingest(await platform.org.auditFiles.ended(), silent);

    const [finding, ...others] = Findings.parse(await call('yagura', 'ListFindings', {})).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      type: 'PrivilegeEscalation:VerifiedPermissions/DecisionsDiffered',
      severity: 'high',
      account,
      resource: `arn:aws:verifiedpermissions::${account}:policy-store/${policyStoreId}`,
    });
    const told = JSON.stringify(await call('yagura', 'GetFinding', { id: finding?.id }));
    expect(told).toContain(`\\"policyStoreId\\":\\"${policyStoreId}\\",\\"engine\\":\\"cedar\\"`);
  } finally {
    Object.assign(binaryOperators, { contains });
    await platform[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  }
});

const Findings = z.object({ findings: z.array(z.looseObject({ id: z.string() })) });
