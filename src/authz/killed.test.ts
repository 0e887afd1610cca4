import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GetPolicyCommand, IsAuthorizedCommand } from '@aws-sdk/client-verifiedpermissions';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serviceUnderTest } from './verified-permissions.contract.ts';

const folder = await mkdtemp(join(tmpdir(), 'yagura-authz-killed-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('A policy store whose process is killed', () => {
  it('holds every policy that was answered, and decides by it', async () => {
    const answered = await writeUntilKilled(25);
    const service = await serviceUnderTest({}, { at: folder });
    const store = answered[0]?.store ?? '';
    for (const { policy } of answered)
      await service.client.send(new GetPolicyCommand({ policyStoreId: store, policyId: policy }));
    const last = answered.length - 1;
    const decision = await service.client.send(
      new IsAuthorizedCommand({
        policyStoreId: store,
        principal: { entityType: 'User', entityId: String(last) },
        action: { actionType: 'Action', actionId: 'view' },
        resource: { entityType: 'Photo', entityId: 'beach' },
      }),
    );
    expect(decision).toMatchObject({ decision: 'ALLOW', determiningPolicies: [{ policyId: answered[last]?.policy }] });
    const { items } = z
      .object({ items: z.array(z.unknown()) })
      .parse(await service.call('GetPolicyStoreRevision', { policyStoreId: store }));
    expect(items.length).toBeLessThanOrEqual(answered.length + 1); // one more may be there that nobody was told of
    await service[Symbol.asyncDispose]();
  });
});

interface Answered {
  readonly store: string;
  readonly policy: string;
}

/** Kills the process after so many answers, while it is at the next one. */
async function writeUntilKilled(answers: number): Promise<readonly Answered[]> {
  const author = new URL('endless-author.contract.ts', import.meta.url).href;
  const program = `
    const { writeEndlessly } = await import(${JSON.stringify(author)});
    await writeEndlessly(${JSON.stringify(folder)}, (store, policy) => console.log(store, policy));`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  const answered: Answered[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [store = '', policy = ''] = line.split(' ');
    answered.push({ store, policy });
    if (answered.length === answers) child.kill('SIGKILL');
  });
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
  return answered;
}
