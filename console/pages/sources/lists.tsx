import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { listsWords } from '../../i18n/lists.ts';
import type { ListState } from '../../operations.ts';
import { useFigures } from '../../parts/figures.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Small } from '../../parts/row.tsx';
import { Lines } from '../../parts/skeleton.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { IfMay } from '../../parts/may.tsx';
import { Widget } from '../../parts/widget.tsx';
import { queries, refreshPages } from '../../queries.ts';

/** Every list of addresses and domains, and how each is; feeds can be fetched now. */
export function Lists() {
  const { say } = useSpeech();
  const { count } = useFigures();
  const asking = useQuery(queries.lists);
  return (
    <Widget title={say(listsWords.title)} help={say(listsWords.help)}>
      {asking.isLoading ? <Lines count={12} /> : null}
      <Unanswered asked={asking} />
      {asking.data === undefined ? null : (
        <PlainTable
          name={say(listsWords.title)}
          rows={asking.data.lists}
          keyOf={({ name }) => name}
          columns={[
            { head: listsWords.name, cell: (list) => <Name list={list} /> },
            { head: listsWords.entries, figure: true, cell: ({ entries }) => count(entries) },
            { head: listsWords.date, cell: ({ date }) => date },
            { head: listsWords.state, cell: (list) => <State list={list} /> },
          ]}
        />
      )}
    </Widget>
  );
}

function Name({ list: { title, from } }: { list: ListState }) {
  const { say } = useSpeech();
  return (
    <>
      {say(title)}
      <Small>{say(listsWords[from])}</Small>
    </>
  );
}

function State({ list: { name, title, from, inForce, problem } }: { list: ListState }) {
  const { say } = useSpeech();
  return (
    <>
      {problem === undefined ? (
        <StatusIndicator type={inForce ? 'success' : 'stopped'}>
          {say(inForce ? listsWords.inForce : listsWords.notInForce)}
        </StatusIndicator>
      ) : (
        <StatusIndicator type={inForce ? 'warning' : 'error'}>
          {say(problem)} {inForce ? say(listsWords.stays) : null}
        </StatusIndicator>
      )}
      {from === 'feed' ? (
        <IfMay action="yagura:UpdateFeeds">
          <Fetch name={name} title={say(title)} />
        </IfMay>
      ) : null}
    </>
  );
}

function Fetch({ name, title }: { name: string; title: string }) {
  const { say } = useSpeech();
  const fetched = useMutation({ mutationFn: () => call('UpdateFeeds', { names: [name] }), onSuccess: refreshPages });
  return (
    <div>
      <Button
        variant="inline-link"
        ariaLabel={say(listsWords.fetchNamed, { name: title })}
        loading={fetched.isPending}
        onClick={() => fetched.mutate()}
      >
        {say(listsWords.fetch)}
      </Button>
      {fetched.error === null ? null : <Refusal error={fetched.error} />}
    </div>
  );
}
