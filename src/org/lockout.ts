import type { Decider } from '#authz';
import { Fault } from '#kernel';
import { callerOfPerson } from './callers.ts';
import type { OrgRecords } from './context.ts';
import { listPeople } from './people.ts';
import { questionOf } from './question.ts';

/** Throws `Conflict` when no administrator could change policies any more, not even from this machine. */
export async function refuseLockout(decider: Decider, records: OrgRecords): Promise<void> {
  const administrators = (await listPeople(records)).filter(
    ({ role, disabled }) => role === 'administrator' && !disabled,
  );
  const first = { name: 'administrator', role: 'administrator', account: records.homeAccount } as const;
  const context = { region: 'us-east-1', sourceAddress: '127.0.0.1', at: records.clock.now() };
  for (const person of administrators.length === 0 ? [first] : administrators) {
    const wish = { caller: callerOfPerson(person), action: 'yagura:PutPolicy', on: 'everything', context } as const;
    if (decider.decide(questionOf(wish)).allowed) return;
  }
  throw new Fault('Conflict', {
    en: 'With these policies no administrator could do yagura:PutPolicy from this machine (127.0.0.1), so nobody could undo them. Permit that to somebody, then try again.',
    ja: 'このポリシーでは、このマシン（127.0.0.1）から yagura:PutPolicy を実行できる管理者がいなくなり、誰も元に戻せません。誰かに許可してから、もう一度実行してください。',
  });
}
