import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { columnWords } from '../../i18n/column.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { peopleWords } from '../../i18n/people.ts';
import { accountWords } from '../../i18n/account.ts';
import type { Operations, PersonState } from '../../operations.ts';
import { Command } from '../../parts/copy.tsx';
import { IfMay, useMay } from '../../parts/may.tsx';
import { PlainTable, type PlainColumn } from '../../parts/plain-table.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { nameOfRole } from '../../parts/role.ts';
import { Widget } from '../../parts/widget.tsx';
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
    <Widget title={say(peopleWords.peopleTitle)}>
      <div className="stack">
        <IfMay action="yagura:CreatePerson">
          <NewPerson />
        </IfMay>
        <Refusal error={fault} />
        {link.data === undefined ? null : <NewLink person={link.data.person} link={link.data.link} />}
        <PlainTable
          name={say(peopleWords.peopleTitle)}
          columns={useColumns(change.mutate, link.mutate)}
          rows={data.people}
          keyOf={({ name }) => name}
        />
      </div>
    </Widget>
  );
}

function useColumns(
  change: (wanted: Change) => void,
  link: (person: string) => void,
): readonly PlainColumn<PersonState>[] {
  const { say } = useSpeech();
  const may = useMay('yagura:UpdatePerson');
  const columns: readonly PlainColumn<PersonState>[] = [
    { head: columnWords.name, cell: ({ name }) => <Raw of={name} /> },
    {
      head: peopleWords.role,
      cell: ({ name, role }) =>
        may ? <RoleSelect role={role} onRole={(chosen) => change({ name, role: chosen })} /> : nameOfRole(role, say),
    },
    { head: columnWords.account, cell: ({ account }) => account },
    {
      head: columnWords.state,
      cell: ({ disabled }) => (
        <StatusIndicator type={disabled ? 'stopped' : 'success'} wrapText={false}>
          {say(disabled ? peopleWords.disabled : peopleWords.active)}
        </StatusIndicator>
      ),
    },
  ];
  const actions = {
    head: accountWords.actions,
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
