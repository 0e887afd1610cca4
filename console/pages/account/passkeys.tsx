import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, CallError, makePasskey } from '../../call.ts';
import { accountWords } from '../../i18n/account.ts';
import { columnWords } from '../../i18n/column.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { signInWords } from '../../i18n/sign-in.ts';
import type { PasskeyState } from '../../operations.ts';
import { Moment } from '../../parts/figures.tsx';
import { namedAddress, takesPasskeys } from '../../parts/passkeys.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty } from '../../parts/states.tsx';
import { refreshPages } from '../../queries.ts';

/** The reader's passkeys: added and removed here. */
export function Passkeys({ passkeys }: { passkeys: readonly PasskeyState[] }) {
  const { say } = useSpeech();
  const add = useMutation({ mutationFn: makePasskey, onSuccess: refreshPages });
  const remove = useMutation({
    mutationFn: (id: string) => call('RemovePasskey', { id }),
    onSuccess: refreshPages,
  });
  const fault = add.error ?? remove.error;
  return (
    <Table
      variant="container"
      items={passkeys}
      trackBy="id"
      ariaLabels={{ tableLabel: say(accountWords.passkeysTitle) }}
      header={
        <Header variant="h2" description={say(accountWords.passkeysHelp)}>
          {say(accountWords.passkeysTitle)}
        </Header>
      }
      filter={
        <SpaceBetween size="s">
          <Refusal error={fault === null || fault instanceof CallError ? fault : say(accountWords.passkeyFailed)} />
          {takesPasskeys() ? (
            <AddPasskey pending={add.isPending} add={add.mutate} />
          ) : (
            say(signInWords.needsName, { address: namedAddress() })
          )}
        </SpaceBetween>
      }
      empty={<Empty title={say(accountWords.passkeysEmpty)} />}
      columnDefinitions={useColumns(remove.mutate)}
    />
  );
}

function useColumns(remove: (id: string) => void): TableProps.ColumnDefinition<PasskeyState>[] {
  const { say } = useSpeech();
  return [
    { id: 'name', header: say(columnWords.name), isRowHeader: true, cell: ({ name }) => name },
    { id: 'made', header: say(accountWords.made), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { id: 'used', header: say(accountWords.used), cell: ({ usedAt }) => <Moment at={usedAt ?? undefined} /> },
    {
      id: 'remove',
      header: say(accountWords.actions),
      cell: ({ id, name }) => (
        <Button variant="inline-link" ariaLabel={say(accountWords.passkeyRemove, { name })} onClick={() => remove(id)}>
          {say(accountWords.remove)}
        </Button>
      ),
    },
  ];
}

function AddPasskey({ pending, add }: { pending: boolean; add: (name: string) => void }) {
  const { say } = useSpeech();
  const [name, setName] = useState('');
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Input
        value={name}
        ariaLabel={say(accountWords.passkeyName)}
        placeholder={say(accountWords.passkeyName)}
        onChange={({ detail }) => setName(detail.value)}
      />
      <Button loading={pending} disabled={name.trim() === ''} onClick={() => add(name)}>
        {say(accountWords.passkeyAdd)}
      </Button>
    </SpaceBetween>
  );
}
