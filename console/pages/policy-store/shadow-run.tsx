import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { useMoment, useTimes } from '../../parts/figures.tsx';
import { IfMay } from '../../parts/may.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { queries, queryClient } from '../../queries.ts';
import { DecisionTable } from './decision-table.tsx';

/** A draft beside the policies in force: how often it was asked, and what it would decide otherwise. */
export function ShadowRun({ store }: { store: string }) {
  const { say } = useSpeech();
  const { data, error } = useQuery(queries.decisionLog({ policyStoreId: store, differing: true }));
  const decisions = data?.decisions ?? [];
  return (
    <div className="shadow-run">
      <p>{say(words.shadowHelp)}</p>
      <Candidate store={store} />
      {error === null ? null : <Refusal error={error} />}
      {decisions.length === 0 ? null : <DecisionTable decisions={decisions} />}
    </div>
  );
}

function Candidate({ store }: { store: string }) {
  const { say } = useSpeech();
  const times = useTimes();
  const moment = useMoment();
  const { data } = useSuspenseQuery({ ...queries.policyStoreSettings(store), refetchInterval: 10_000 });
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => call('DeletePolicyStoreCandidate', { policyStoreId: store }),
    onSuccess: () => queryClient.invalidateQueries(queries.policyStoreSettings(store)),
  });
  const { settings, tried = { asked: 0, differed: 0 } } = data;
  if (settings.candidate === undefined) return <p>{say(words.shadowNone)}</p>;
  return (
    <>
      <p role="status">
        {say(words.shadowTold, {
          asked: times(tried.asked),
          differed: times(tried.differed),
          since: moment(settings.candidate.since),
        })}
      </p>
      <IfMay action="yagura:DeletePolicyStoreCandidate">
        <AskFirst says={say(words.shadowStop)} title={say(words.shadowStopAsk)} act={mutate} isPending={isPending}>
          {say(words.shadowStopMeans)}
        </AskFirst>
      </IfMay>
      {error === null ? null : <Refusal error={error} />}
    </>
  );
}
