import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
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
import { AskFirst } from '../../parts/ask-first.tsx';
import { Moment } from '../../parts/figures.tsx';
import { IfMay, useMay } from '../../parts/may.tsx';
import { PlainTable, type PlainColumn } from '../../parts/plain-table.tsx';
import { Empty } from '../../parts/states.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Widget } from '../../parts/widget.tsx';
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
  const columns = useColumns(revoke.mutate);
  return (
    <Widget title={say(peopleWords.keysTitle)} help={say(peopleWords.keysHelp)}>
      <div className="stack">
        <IfMay action="yagura:CreateAccessKey">
          <MakeKey pending={make.isPending} make={make.mutate} />
        </IfMay>
        <Refusal error={fault} />
        {make.data === undefined ? null : <NewKey {...make.data} />}
        {data.keys.length === 0 ? (
          <Empty title={say(peopleWords.keysEmpty)} />
        ) : (
          <PlainTable name={say(peopleWords.keysTitle)} columns={columns} rows={data.keys} keyOf={({ id }) => id} />
        )}
      </div>
    </Widget>
  );
}

function useColumns(revoke: (id: string) => void): readonly PlainColumn<AccessKeyState>[] {
  const { say } = useSpeech();
  const may = useMay('yagura:RevokeAccessKey');
  const columns: readonly PlainColumn<AccessKeyState>[] = [
    { head: peopleWords.keyId, cell: ({ id }) => <span className="mono">{id}</span> },
    { head: peopleWords.keyOf, cell: ({ person, role }) => <Raw of={person || role} /> },
    { head: columnWords.account, cell: ({ account }) => account || say(figuresWords.none) },
    { head: peopleWords.keyMade, time: true, cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { head: peopleWords.keyUsed, time: true, cell: ({ usedAt }) => <Moment at={usedAt} /> },
    {
      head: columnWords.state,
      cell: ({ active }) => (
        <StatusIndicator type={active ? 'success' : 'stopped'} wrapText={false}>
          {say(active ? peopleWords.active : peopleWords.disabled)}
        </StatusIndicator>
      ),
    },
  ];
  const actions = {
    head: accountWords.actions,
    cell: ({ id, active }: AccessKeyState) =>
      active ? (
        <AskFirst
          inline
          says={say(peopleWords.keyRevoke)}
          named={say(peopleWords.keyRevokeNamed, { id })}
          title={say(peopleWords.keyRevokeAsk, { id })}
          act={() => revoke(id)}
        >
          {say(peopleWords.keyRevokeMeans)}
        </AskFirst>
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
