import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  CreatePolicyStoreCommand,
  IsAuthorizedCommand,
  VerifiedPermissionsClient,
} from '@aws-sdk/client-verifiedpermissions';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { photos, TemporaryFolder } from '../authz/library/photos.contract.ts';
import { serviceUnderTest } from '../authz/verified-permissions.contract.ts';
import { runInProcess } from './in-process.contract.ts';

const asked = (who: string, decision: string, photo = 'beach'): string =>
  JSON.stringify({ principal: `User::"${who}"`, action: 'Action::"view"', resource: `Photo::"${photo}"`, decision });

test('policy replay decides the lines of a file anew, and prints what comes out otherwise', async () => {
  await using folder = await TemporaryFolder.with(photos);
  const mallory = { uid: { type: 'User', id: 'mallory' }, attrs: { name: 'M', blocked: true }, parents: [] };
  const lines = [
    asked('alice', 'ALLOW'),
    asked('bob', 'deny'),
    asked('carol', 'ALLOW', 'diary'),
    JSON.stringify({ ...JSON.parse(asked('mallory', 'ALLOW')), entities: [mallory] }),
    '',
    JSON.stringify({ ...JSON.parse(asked('bob', 'ALLOW')), context: { mfa: 'no truth' } }),
  ];
  await folder.write('decisions.jsonl', lines.join('\n'));
  const replay = (...flags: string[]) =>
    runInProcess(['policy', 'replay', folder.path, '--decisions', join(folder.path, 'decisions.jsonl'), ...flags]);
  expect(await replay()).toEqual({
    code: 0,
    out:
      'DENY -> ALLOW  User::"bob" Action::"view" Photo::"beach"  by bob-sees-beach\n' +
      'ALLOW -> DENY  User::"carol" Action::"view" Photo::"diary"  no policy permits it\n' +
      'ALLOW -> DENY  User::"mallory" Action::"view" Photo::"beach"  by blocked\n',
    err: '5 asked anew: 1 the same, 1 allowed now, 2 denied now, 0 otherwise though their record is not whole, 1 that cannot be asked.\n',
  });
  const { code, out } = await replay('--fail-on-change', '--format', 'jsonl');
  expect(code).toBe(1);
  expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({ decision: 'ALLOW', determining: ['bob-sees-beach'] });

  await folder.write('decisions.jsonl', asked('alice', 'ALLOW'));
  expect(await replay('--fail-on-change')).toMatchObject({ code: 0, out: '' });
  expect(await runInProcess(['policy', 'replay', folder.path])).toMatchObject({ code: 2 });
  expect(await replay('--from', '2026-03-01T00:00:00Z')).toMatchObject({ code: 2 });
});

test('policy replay names the lines that are no decisions, and decides the others', async () => {
  await using folder = await TemporaryFolder.with(photos);
  const lines = ['{"principal": 1}', `${' '.repeat(9 * 1024 * 1024)}1`, asked('bob', 'deny'), '{"principal": "alice"}'];
  await folder.write('decisions.jsonl', lines.join('\n'));
  const { code, out, err } = await runInProcess([
    'policy',
    'replay',
    folder.path,
    '--decisions',
    join(folder.path, 'decisions.jsonl'),
  ]);
  expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^DENY -> ALLOW {2}User::"bob".*\n$/) });
  expect(err).toMatch(
    /:1 is no decision: [^]*:2 is longer than 8 MB.*\n[^]*:4 is no decision: [^]*\n4 asked anew: .* 3 that cannot/,
  );
  expect(err).not.toContain('..');
});

test('policy replay asks the decision log of a policy store what a folder would change', async () => {
  await using folder = await TemporaryFolder.with(photos);
  await using service = await serviceUnderTest({}, { withLake: true });
  const credentials = { accessKeyId: 'AKIAOWN', secretAccessKey: 'secret' };
  const client = new VerifiedPermissionsClient({ endpoint: service.url, region: 'ap-northeast-1', credentials });
  const { policyStoreId = '' } = await client.send(
    new CreatePolicyStoreCommand({ validationSettings: { mode: 'OFF' } }),
  );
  await service.call('SetPolicyStoreSettings', { policyStoreId, log: { share: 1, redact: [] } });
  const entity = (entityType: string, entityId: string) => ({ entityType, entityId });
  const action = { actionType: 'Action', actionId: 'view' };
  const ask = { policyStoreId, action, resource: entity('Photo', 'beach') };
  for (const who of ['bob', 'carol'])
    expect((await client.send(new IsAuthorizedCommand({ ...ask, principal: entity('User', who) }))).decision).toBe(
      'DENY',
    );
  client.destroy();

  const replay = (...flags: string[]) =>
    runInProcess(['policy', 'replay', folder.path, '--store', policyStoreId, ...flags], {
      operations: async () => ({
        url: service.url,
        running: false,
        call: async (_, operation, input) => service.call(operation, z.looseObject({}).parse(input)),
        [Symbol.asyncDispose]: async () => undefined,
      }),
    });
  expect(await replay('--fail-on-change')).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^DENY -> ALLOW {2}User::"bob" Action::"view" Photo::"beach" {2}by bob-sees-beach.*\n$/),
    err: expect.stringMatching(/^2 asked anew: 1 the same, 1 allowed now/),
  });
  await setTimeout(2);
  expect((await replay('--from', new Date().toISOString())).err).toMatch(/^0 asked anew[^]*SetPolicyStoreSettings/);
});
