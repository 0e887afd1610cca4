import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { columnWords } from '../../i18n/column.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { peopleWords } from '../../i18n/people.ts';
import { accountWords } from '../../i18n/account.ts';
import type { Operations, PersonState } from '../../operations.ts';
import { Command } from '../../parts/copy.tsx';
import { IfMay, useMay } from '../../parts/may.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { nameOfRole } from '../../parts/role.ts';
import { queries, refreshPages } from '../../queries.ts';
import { NewPerson } from './new-person.tsx';
import { RoleSelect } from './role-select.tsx';

type Change = Operations['UpdatePerson']['input'];

/** Everybody, with role and state; people are added here and given their first link. */
export function People() {
  const { say } = useSpeech();
  const { data } = useSuspenseQuery(queries.people);
  const change = useMutation({ mutationFn: (wanted: Change) => call('UpdatePerson', wanted), onSuccess: refreshPages });
  const link = useMutation({
    mutationFn: async (person: string) => ({
      person,
      ...(await call('CreateSignInLink', { person, origin: window.location.origin })),
    }),
  });
  const fault = change.error ?? link.error;
  return (
    <Table
      variant="container"
      wrapLines
      items={data.people}
      trackBy="name"
      ariaLabels={{ tableLabel: say(peopleWords.peopleTitle) }}
      header={<Header variant="h2">{say(peopleWords.peopleTitle)}</Header>}
      filter={
        <SpaceBetween size="s">
          <IfMay action="yagura:CreatePerson">
            <NewPerson />
          </IfMay>
          <Refusal error={fault} />
          {link.data === undefined ? null : <NewLink person={link.data.person} link={link.data.link} />}
        </SpaceBetween>
      }
      columnDefinitions={useColumns(change.mutate, link.mutate)}
    />
  );
}

function useColumns(
  change: (wanted: Change) => void,
  link: (person: string) => void,
): TableProps.ColumnDefinition<PersonState>[] {
  const { say } = useSpeech();
  const may = useMay('yagura:UpdatePerson');
  const columns: TableProps.ColumnDefinition<PersonState>[] = [
    {
      id: 'name',
      header: say(columnWords.name),
      isRowHeader: true,
      minWidth: 140,
      cell: ({ name }) => <Raw of={name} />,
    },
    {
      id: 'role',
      header: say(peopleWords.role),
      minWidth: 220,
      cell: ({ name, role }) =>
        may ? <RoleSelect role={role} onRole={(chosen) => change({ name, role: chosen })} /> : nameOfRole(role, say),
    },
    { id: 'account', header: say(columnWords.account), cell: ({ account }) => account },
    {
      id: 'state',
      header: say(columnWords.state),
      cell: ({ disabled }) => (
        <StatusIndicator type={disabled ? 'stopped' : 'success'} wrapText={false}>
          {say(disabled ? peopleWords.disabled : peopleWords.active)}
        </StatusIndicator>
      ),
    },
  ];
  const actions = {
    id: 'actions',
    header: say(accountWords.actions),
    cell: (person: PersonState) => <Actions person={person} change={change} link={link} />,
  };
  return may ? [...columns, actions] : columns;
}

interface ActionsProps {
  readonly person: PersonState;
  readonly change: (wanted: Change) => void;
  readonly link: (person: string) => void;
}

function Actions({ person: { name, disabled }, change, link }: ActionsProps) {
  const { say } = useSpeech();
  return (
    <SpaceBetween direction="horizontal" size="s">
      <Button
        variant="inline-link"
        disabled={disabled}
        ariaLabel={say(peopleWords.linkNamed, { name })}
        onClick={() => link(name)}
      >
        {say(peopleWords.link)}
      </Button>
      <Button
        variant="inline-link"
        ariaLabel={say(disabled ? peopleWords.enableNamed : peopleWords.disableNamed, { name })}
        onClick={() => change({ name, disabled: !disabled })}
      >
        {say(disabled ? peopleWords.enable : peopleWords.disable)}
      </Button>
    </SpaceBetween>
  );
}

function NewLink({ person, link }: { person: string; link: string }) {
  const { say } = useSpeech();
  return (
    <Alert type="success" header={say(peopleWords.linkDone, { name: person })}>
      <SpaceBetween size="xs">
        <div>{say(peopleWords.linkHelp)}</div>
        <Command text={link} />
      </SpaceBetween>
    </Alert>
  );
}
