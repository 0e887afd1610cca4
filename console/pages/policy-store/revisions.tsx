import Button from '@cloudscape-design/components/button';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { PolicyRevision } from '../../policy-operations.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { Moment } from '../../parts/figures.tsx';
import { useMay } from '../../parts/may.tsx';
import { PlainTable, type PlainColumn } from '../../parts/plain-table.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { queries, rereadPolicyStore } from '../../queries.ts';
import { visible } from '../../visible.ts';
import { Difference } from './difference.tsx';

/** Every change of the store, newest first; each can be looked at, and what was before it brought back. */
export function Revisions({ store }: { store: string }) {
  const { say } = useSpeech();
  const { data } = useSuspenseQuery(queries.policyRevisions(store));
  const [shown, setShown] = useState<number>();
  const mayReset = useMay('yagura:ResetPolicyStore');
  if (data.revisions.length === 0) return <p>{say(words.noRevisions)}</p>;
  const columns: readonly PlainColumn<PolicyRevision>[] = [
    ...facts,
    {
      head: words.actions,
      cell: ({ revision }) => (
        <div className="revision-actions">
          <Button ariaLabel={say(words.compareNamed, { revision })} onClick={() => setShown(revision)}>
            {say(words.compare)}
          </Button>
          {revision === data.current || !mayReset ? null : <RollBack store={store} to={revision} />}
        </div>
      ),
    },
  ];
  return (
    <>
      {shown === undefined ? null : <Difference store={store} revision={shown} />}
      <PlainTable
        name={say(words.revisions)}
        columns={columns}
        rows={data.revisions}
        keyOf={({ revision }) => String(revision)}
      />
    </>
  );
}

const facts: readonly PlainColumn<PolicyRevision>[] = [
  { head: words.revision, figure: true, cell: ({ revision }) => revision },
  { head: words.time, time: true, cell: ({ at }) => <Moment at={at} /> },
  { head: words.who, cell: ({ by }) => visible(by.split('/').at(-1) ?? '') },
  { head: words.operation, cell: ({ operation }) => operation },
  { head: words.changes, cell: ({ changes }) => <Changes changes={changes} /> },
];

function Changes({ changes }: { changes: PolicyRevision['changes'] }) {
  const { say } = useSpeech();
  const further = changes.length - shown;
  return (
    <>
      {changes.slice(0, shown).map(({ kind, id, name, change }) => (
        <div key={`${kind}${id}`} className="policy-ids">
          {visible(name ?? id)} <small>{say(words[change])}</small>
        </div>
      ))}
      {further > 0 && <small>{say(words.changesMore, { count: further })}</small>}
    </>
  );
}

/** Changes of a revision that stand in its row; all of them stand under what changed. */
const shown = 5;

/** What is in force changes at once for every application that asks: so it is asked first. */
function RollBack({ store, to }: { store: string; to: number }) {
  const { say } = useSpeech();
  const toast = useToast();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => call('ResetPolicyStore', { policyStoreId: store, revision: to }),
    onSuccess: async ({ revision }) => {
      await rereadPolicyStore(store);
      toast.show({ text: say(words.backDone, { revision, old: to }) });
    },
  });
  return (
    <>
      <AskFirst
        says={say(words.back, { revision: to })}
        title={say(words.backNamed, { revision: to })}
        does={say(words.backDoes)}
        act={mutate}
        isPending={isPending}
      >
        {say(words.backMeans)}
      </AskFirst>
      {error === null ? null : <Refusal error={error} />}
    </>
  );
}
