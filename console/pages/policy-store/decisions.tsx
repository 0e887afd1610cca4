import Button from '@cloudscape-design/components/button';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty } from '../../parts/states.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { queries, queryClient } from '../../queries.ts';
import { DecisionTable } from './decision-table.tsx';

type Wanted = 'all' | 'ALLOW' | 'DENY';
const choices: readonly Wanted[] = ['all', 'ALLOW', 'DENY'];
const isWanted = (id: string): id is Wanted => choices.some((choice) => choice === id);

/** The decision log, newest first; and the switch that fills it. */
export function Decisions({ store }: { store: string }) {
  const { say } = useSpeech();
  const [wanted, setWanted] = useState<Wanted>('all');
  const [before, setBefore] = useState<{ time: string; id: string }>();
  const asking = useQuery(
    queries.decisionLog({
      policyStoreId: store,
      ...(wanted === 'all' ? {} : { decision: wanted }),
      ...(before === undefined ? {} : { before }),
    }),
  );
  const { data } = asking;
  const names = { all: words.all, ALLOW: words.allow, DENY: words.deny };
  return (
    <>
      <div className="decision-bar">
        <SegmentedControl
          label={say(words.decision)}
          selectedId={wanted}
          onChange={({ detail }) => {
            if (isWanted(detail.selectedId)) setWanted(detail.selectedId);
            setBefore(undefined);
          }}
          options={choices.map((id) => ({ id, text: say(names[id]) }))}
        />
        <LogSwitch store={store} />
      </div>
      <Unanswered asked={asking} />
      {data?.decisions.length === 0 ? <Empty title={say(words.noDecisions)} help={say(words.noDecisionsHelp)} /> : null}
      {data === undefined || data.decisions.length === 0 ? null : <DecisionTable decisions={data.decisions} />}
      {data?.next === undefined ? null : <Button onClick={() => setBefore(data.next)}>{say(words.older)}</Button>}
    </>
  );
}

function LogSwitch({ store }: { store: string }) {
  const { say } = useSpeech();
  const { data } = useSuspenseQuery(queries.policyStoreSettings(store));
  const { log } = data.settings;
  const { mutate, error, isPending } = useMutation({
    mutationFn: (share: number) => call('SetPolicyStoreSettings', { policyStoreId: store, log: { ...log, share } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['GetPolicyStoreSettings', store] }),
  });
  const on = log.share > 0;
  return (
    <>
      <Button loading={isPending} onClick={() => mutate(on ? 0 : 1)}>
        {say(on ? words.logOff : words.logOn)}
      </Button>
      {error === null ? null : <Refusal error={error} />}
    </>
  );
}
