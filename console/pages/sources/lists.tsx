import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { listsWords } from '../../i18n/lists.ts';
import { statesWords } from '../../i18n/states.ts';
import type { ListState } from '../../operations.ts';
import { useFigures } from '../../parts/figures.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Small } from '../../parts/row.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { IfMay } from '../../parts/may.tsx';
import { queries, refreshPages } from '../../queries.ts';

/** Every list of addresses and domains, and how each is; feeds can be fetched now. */
export function Lists() {
  const { say } = useSpeech();
  const { count } = useFigures();
  const asking = useQuery(queries.lists);
  return (
    <Table
      variant="container"
      wrapLines
      items={asking.data?.lists ?? []}
      loading={asking.isLoading}
      loadingText={say(statesWords.waiting)}
      empty={<Unanswered asked={asking} />}
      ariaLabels={{ tableLabel: say(listsWords.title) }}
      header={
        <Header variant="h2" description={say(listsWords.help)}>
          {say(listsWords.title)}
        </Header>
      }
      columnDefinitions={[
        {
          id: 'name',
          header: say(listsWords.name),
          isRowHeader: true,
          minWidth: 220,
          cell: ({ title, from }) => (
            <>
              {say(title)}
              <Small>{say(listsWords[from])}</Small>
            </>
          ),
        },
        {
          id: 'entries',
          header: say(listsWords.entries),
          minWidth: 100,
          cell: ({ entries }) => <div className="figure">{count(entries)}</div>,
        },
        { id: 'date', header: say(listsWords.date), minWidth: 120, cell: ({ date }) => date },
        { id: 'state', header: say(listsWords.state), minWidth: 260, cell: (list) => <State list={list} /> },
      ]}
    />
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
