import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../call.ts';
import { accountWords } from '../../i18n/account.ts';
import { columnWords } from '../../i18n/column.ts';
import { figuresWords } from '../../i18n/figures.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { peopleWords } from '../../i18n/people.ts';
import type { AccessKeyState } from '../../operations.ts';
import { Command } from '../../parts/copy.tsx';
import { Moment, useZone } from '../../parts/figures.tsx';
import { IfMay, useMay } from '../../parts/may.tsx';
import { Empty } from '../../parts/states.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { queries, refreshPages } from '../../queries.ts';

/** The access keys that programs use: made, shown once, revoked. */
export function AccessKeys() {
  const { say } = useSpeech();
  const { data } = useSuspenseQuery(queries.accessKeys);
  const make = useMutation({
    mutationFn: (person: string) => call('CreateAccessKey', { person }),
    onSuccess: refreshPages,
  });
  const revoke = useMutation({ mutationFn: (id: string) => call('RevokeAccessKey', { id }), onSuccess: refreshPages });
  const fault = make.error ?? revoke.error;
  return (
    <Table
      variant="container"
      wrapLines
      items={data.keys}
      trackBy="id"
      ariaLabels={{ tableLabel: say(peopleWords.keysTitle) }}
      header={
        <Header variant="h2" description={say(peopleWords.keysHelp)}>
          {say(peopleWords.keysTitle)}
        </Header>
      }
      filter={
        <SpaceBetween size="s">
          <IfMay action="yagura:CreateAccessKey">
            <MakeKey pending={make.isPending} make={make.mutate} />
          </IfMay>
          <Refusal error={fault} />
          {make.data === undefined ? null : <NewKey {...make.data} />}
        </SpaceBetween>
      }
      empty={<Empty title={say(peopleWords.keysEmpty)} />}
      columnDefinitions={useColumns(revoke.mutate)}
    />
  );
}

function useColumns(revoke: (id: string) => void): TableProps.ColumnDefinition<AccessKeyState>[] {
  const { say } = useSpeech();
  const zone = useZone();
  const may = useMay('yagura:RevokeAccessKey');
  const columns: TableProps.ColumnDefinition<AccessKeyState>[] = [
    { id: 'id', header: 'ID', isRowHeader: true, cell: ({ id }) => <span className="mono">{id}</span> },
    {
      id: 'of',
      header: say(peopleWords.keyOf),
      minWidth: 140,
      cell: ({ person, role }) => <Raw of={person || role} />,
    },
    { id: 'account', header: say(columnWords.account), cell: ({ account }) => account || say(figuresWords.none) },
    { id: 'made', header: say(peopleWords.keyMade) + zone, cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { id: 'used', header: say(peopleWords.keyUsed) + zone, cell: ({ usedAt }) => <Moment at={usedAt} /> },
    {
      id: 'state',
      header: say(columnWords.state),
      cell: ({ active }) => (
        <StatusIndicator type={active ? 'success' : 'stopped'} wrapText={false}>
          {say(active ? peopleWords.active : peopleWords.disabled)}
        </StatusIndicator>
      ),
    },
  ];
  const actions = {
    id: 'revoke',
    header: say(accountWords.actions),
    cell: ({ id, active }: AccessKeyState) =>
      active ? (
        <Button variant="inline-link" ariaLabel={say(peopleWords.keyRevokeNamed, { id })} onClick={() => revoke(id)}>
          {say(peopleWords.keyRevoke)}
        </Button>
      ) : null,
  };
  return may ? [...columns, actions] : columns;
}

function MakeKey({ pending, make }: { pending: boolean; make: (person: string) => void }) {
  const { say } = useSpeech();
  const { data } = useSuspenseQuery(queries.people);
  const options = data.people.filter(({ disabled }) => !disabled).map(({ name }) => ({ value: name, label: name }));
  const [person, setPerson] = useState(options[0]?.value ?? '');
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <div className="person-choice">
        <Select
          ariaLabel={say(peopleWords.keyPerson)}
          options={options}
          selectedOption={options.find(({ value }) => value === person) ?? null}
          expandToViewport
          onChange={({ detail }) => setPerson(detail.selectedOption.value ?? '')}
        />
      </div>
      <Button loading={pending} disabled={person === ''} onClick={() => make(person)}>
        {say(peopleWords.keyMake)}
      </Button>
    </SpaceBetween>
  );
}

function NewKey({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }) {
  const { say } = useSpeech();
  const region = useQuery(queries.places).data?.region; // a secret that is shown once waits for nothing
  const lines = [
    `export AWS_ACCESS_KEY_ID=${accessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
    `export AWS_ENDPOINT_URL=${window.location.origin}`,
    // The AWS CLI and Python read the first, the other SDKs the second.
    ...(region === undefined ? [] : [`export AWS_DEFAULT_REGION=${region}`, `export AWS_REGION=${region}`]),
  ];
  return (
    <Alert type="success" header={say(peopleWords.keyDone)}>
      <SpaceBetween size="xs">
        <div>{say(peopleWords.keyDoneHelp)}</div>
        <Command text={lines.join('\n')} />
      </SpaceBetween>
    </Alert>
  );
}
