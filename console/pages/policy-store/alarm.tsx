import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import { useMoment } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { IfMay } from '../../parts/may.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { paths } from '../../paths.ts';
import { queries, queryClient } from '../../queries.ts';

/** Of the rule that makes a finding of each difference. */
const type = 'PrivilegeEscalation:VerifiedPermissions/DecisionsDiffered';

/** That Yagura's engine and Cedar's own decided differently, as long as nobody has switched back. */
export function Alarm({ store }: { store: string }) {
  const { say } = useSpeech();
  const { data } = useQuery({ ...queries.policyStoreSettings(store), refetchInterval: 10_000 });
  const difference = data?.settings.difference;
  if (difference === undefined) return null;
  return (
    <Alert
      type="error"
      header={say(words.alarm)}
      action={
        <IfMay action="yagura:SetPolicyStoreSettings">
          <SwitchBack store={store} />
        </IfMay>
      }
    >
      <Difference store={store} difference={difference} />
      <Go to={paths.findings({ type, 'resource:': store, archived: 'any' })}>{say(words.alarmFinding)}</Go>
    </Alert>
  );
}

/** What was asked, and the two answers; when it happened where the decision log does not have it any more. */
function Difference({ store, difference }: { store: string; difference: { at: string; decisionId: string } }) {
  const { say } = useSpeech();
  const { data } = useQuery({ ...queries.loggedDecision(store, difference.decisionId), retry: 2 });
  const at = useMoment()(difference.at);
  if (data === undefined) return <p>{say(words.alarmPlain, { at })}</p>;
  const answer = (decision: string, by: readonly string[]): string =>
    [say(decision === 'ALLOW' ? words.allow : words.deny), by.length === 0 ? '' : ` (${by.join(', ')})`].join('');
  return (
    <>
      <p>
        {say(words.alarmHelp, {
          at,
          decision: answer(data.decision, data.determining),
          cedar: answer(data.cedar_decision, data.cedar_determining),
        })}
      </p>
      <p className="name">
        {say(words.alarmAsked, { principal: data.principal, action: data.action, resource: data.resource })}
      </p>
    </>
  );
}

function SwitchBack({ store }: { store: string }) {
  const { say } = useSpeech();
  const toast = useToast();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => call('SetPolicyStoreSettings', { policyStoreId: store, engine: 'compiled' }),
    onSuccess: () => {
      toast.show({ text: say(words.alarmGone) });
      return queryClient.invalidateQueries(queries.policyStoreSettings(store));
    },
  });
  return (
    <>
      <Button loading={isPending} onClick={() => mutate()}>
        {say(words.alarmBack)}
      </Button>
      {error === null ? null : <Refusal error={error} />}
    </>
  );
}
