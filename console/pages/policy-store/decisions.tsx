import Button from '@cloudscape-design/components/button';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { Operations } from '../../operations.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { IfMay } from '../../parts/may.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { Empty } from '../../parts/states.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { queries, queryClient } from '../../queries.ts';
import { DecisionTable } from './decision-table.tsx';

type Wanted = 'all' | 'ALLOW' | 'DENY';
const choices: readonly Wanted[] = ['all', 'ALLOW', 'DENY'];
const isWanted = (id: string): id is Wanted => choices.some((choice) => choice === id);

/** The decision log, newest first; and the switch that fills it. */
export function Decisions({ store }: { store: string }) {
  const [wanted, setWanted] = useState<Wanted>('all');
  const [before, setBefore] = useState<{ time: string; id: string }>();
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  const asking = useQuery(
    queries.decisionLog({
      policyStoreId: store,
      ...(wanted === 'all' ? {} : { decision: wanted }),
      ...(text === '' ? {} : { text }),
      ...(before === undefined ? {} : { before }),
    }),
  );
  const first = (): void => setBefore(undefined);
  return (
    <>
      <div className="decision-bar">
        <Outcomes
          wanted={wanted}
          want={(now) => {
            setWanted(now);
            first();
          }}
        />
        <SearchBox
          label={words.findDecisions}
          text={typed}
          change={(now) => {
            setTyped(now);
            first();
          }}
        />
        <IfMay action="yagura:SetPolicyStoreSettings">
          <LogSwitch store={store} />
        </IfMay>
      </div>
      <Unanswered asked={asking} />
      {asking.data === undefined ? null : (
        <Found {...asking.data} all={wanted === 'all' && text === ''} older={setBefore} />
      )}
    </>
  );
}

interface OutcomesProps {
  readonly wanted: Wanted;
  readonly want: (wanted: Wanted) => void;
}

function Outcomes({ wanted, want }: OutcomesProps) {
  const { say } = useSpeech();
  const names = { all: words.all, ALLOW: words.allow, DENY: words.deny };
  return (
    <SegmentedControl
      label={say(words.decision)}
      selectedId={wanted}
      onChange={({ detail }) => {
        if (isWanted(detail.selectedId)) want(detail.selectedId);
      }}
      options={choices.map((id) => ({ id, text: say(names[id]) }))}
    />
  );
}

type FoundDecisions = Operations['SearchDecisions']['output'];

interface FoundProps extends FoundDecisions {
  /** True where nothing was asked for. */
  readonly all: boolean;
  readonly older: (before: FoundDecisions['next']) => void;
}

function Found({ decisions, next, all, older }: FoundProps) {
  const { say } = useSpeech();
  if (decisions.length === 0) return <None all={all} />;
  return (
    <>
      <DecisionTable decisions={decisions} />
      {next === undefined ? null : <Button onClick={() => older(next)}>{say(words.older)}</Button>}
    </>
  );
}

/** Nothing is in the log, or nothing that was asked for. */
function None({ all }: { all: boolean }) {
  const { say } = useSpeech();
  return all ? (
    <Empty title={say(words.noDecisions)} help={say(words.noDecisionsHelp)} />
  ) : (
    <Empty title={say(words.noneFound)} help={say(words.noneFoundHelp, { example: 'User::"alice"' })} />
  );
}

function LogSwitch({ store }: { store: string }) {
  const { say } = useSpeech();
  const { data } = useSuspenseQuery(queries.policyStoreSettings(store));
  const { log } = data.settings;
  const { mutate, error, isPending } = useMutation({
    mutationFn: (share: number) => call('SetPolicyStoreSettings', { policyStoreId: store, log: { ...log, share } }),
    onSuccess: () => queryClient.invalidateQueries(queries.policyStoreSettings(store)),
  });
  return (
    <>
      {log.share > 0 ? (
        <AskFirst says={say(words.logOff)} title={say(words.logOffAsk)} act={() => mutate(0)} isPending={isPending}>
          {say(words.logOffMeans)}
        </AskFirst>
      ) : (
        <Button loading={isPending} onClick={() => mutate(1)}>
          {say(words.logOn)}
        </Button>
      )}
      {error === null ? null : <Refusal error={error} />}
    </>
  );
}
