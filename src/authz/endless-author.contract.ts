import { CreatePolicyCommand, CreatePolicyStoreCommand } from '@aws-sdk/client-verifiedpermissions';
import { serviceUnderTest } from './verified-permissions.contract.ts';

/** What a process does that is killed in the middle of it: policy after policy; says each once it was answered. */
export async function writeEndlessly(folder: string, say: (store: string, policy: string) => void): Promise<never> {
  const { client } = await serviceUnderTest({}, { at: folder });
  const made = await client.send(new CreatePolicyStoreCommand({ validationSettings: { mode: 'OFF' } }));
  const { policyStoreId = '' } = made;
  for (let n = 0; ; n += 1) {
    const statement = `permit(principal == User::"${n}", action, resource);`;
    const { policyId = '' } = await client.send(
      new CreatePolicyCommand({ policyStoreId, definition: { static: { statement } } }),
    );
    say(policyStoreId, policyId);
  }
}
