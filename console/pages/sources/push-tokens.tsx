import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { columnWords } from '../../i18n/column.ts';
import { sourcesWords } from '../../i18n/sources.ts';
import { statesWords } from '../../i18n/states.ts';
import type { PushTokenState } from '../../operations.ts';
import { Command } from '../../parts/copy.tsx';
import { Moment } from '../../parts/figures.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty } from '../../parts/states.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { queries, refreshPages } from '../../queries.ts';

/** The tokens with which programs push logs: made, listed and deleted here. */
export function PushTokens() {
  const { say } = useSpeech();
  const asking = useQuery(queries.pushTokens);
  const make = useMutation({
    mutationFn: (name: string) => call('CreatePushToken', { name }),
    onSuccess: refreshPages,
  });
  const remove = useMutation({
    mutationFn: (name: string) => call('DeletePushToken', { name }),
    onSuccess: refreshPages,
  });
  const fault = make.error ?? remove.error;
  return (
    <Table
      variant="container"
      wrapLines
      items={asking.data?.tokens ?? []}
      loading={asking.isLoading}
      loadingText={say(statesWords.waiting)}
      trackBy="name"
      ariaLabels={{ tableLabel: say(sourcesWords.pushTitle) }}
      header={
        <Header variant="h2" description={say(sourcesWords.pushHelp)}>
          {say(sourcesWords.pushTitle)}
        </Header>
      }
      filter={
        <SpaceBetween size="s">
          <MakeToken pending={make.isPending} make={make.mutate} />
          {fault === null ? null : <Refusal error={fault} />}
          {make.data === undefined ? null : <NewToken token={make.data.token} />}
        </SpaceBetween>
      }
      empty={asking.error === null ? <Empty title={say(sourcesWords.pushEmpty)} /> : <Unanswered asked={asking} />}
      columnDefinitions={useColumns(remove.mutate)}
    />
  );
}

function useColumns(remove: (name: string) => void): TableProps.ColumnDefinition<PushTokenState>[] {
  const { say } = useSpeech();
  return [
    { id: 'name', header: say(columnWords.name), isRowHeader: true, cell: ({ name }) => name },
    { id: 'createdAt', header: say(sourcesWords.pushCreated), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { id: 'usedAt', header: say(sourcesWords.pushUsed), cell: ({ usedAt }) => <Moment at={usedAt} /> },
    {
      id: 'delete',
      header: say(sourcesWords.pushActions),
      cell: ({ name }) => (
        <Button
          variant="inline-link"
          ariaLabel={say(sourcesWords.pushDeleteNamed, { name })}
          onClick={() => remove(name)}
        >
          {say(sourcesWords.pushDelete)}
        </Button>
      ),
    },
  ];
}

function MakeToken({ pending, make }: { pending: boolean; make: (name: string) => void }) {
  const { say } = useSpeech();
  const [name, setName] = useState('');
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Input
        value={name}
        ariaLabel={say(sourcesWords.pushName)}
        placeholder={say(sourcesWords.pushName)}
        onChange={({ detail }) => setName(detail.value)}
      />
      <Button
        loading={pending}
        disabled={name === ''}
        onClick={() => {
          make(name);
          setName('');
        }}
      >
        {say(sourcesWords.pushMake)}
      </Button>
    </SpaceBetween>
  );
}

function NewToken({ token }: { token: string }) {
  const { say } = useSpeech();
  const command = `curl --data-binary @FILE.json.gz -H "Authorization: Bearer ${token}" "${window.location.origin}/push?name=FILE.json.gz"`;
  return (
    <Alert type="success" header={say(sourcesWords.pushNew)}>
      <SpaceBetween size="xs">
        <div>{say(sourcesWords.pushNewHelp)}</div>
        <Command text={command} />
      </SpaceBetween>
    </Alert>
  );
}
