import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { peopleWords } from '../../i18n/people.ts';
import type { RoleName } from '../../operations.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { refreshPages } from '../../queries.ts';
import { RoleSelect } from './role-select.tsx';

/** Adds somebody with a role. */
export function NewPerson() {
  const { say } = useSpeech();
  const [name, setName] = useState('');
  const [role, setRole] = useState<RoleName>('analyst');
  const add = useMutation({
    mutationFn: () => call('CreatePerson', { name: name.trim(), role }),
    onSuccess: async () => {
      setName('');
      await refreshPages();
    },
  });
  return (
    <SpaceBetween size="xs">
      <SpaceBetween direction="horizontal" size="xs">
        <Input
          value={name}
          ariaLabel={say(peopleWords.addName)}
          placeholder={say(peopleWords.addName)}
          onChange={({ detail }) => setName(detail.value)}
        />
        <RoleSelect role={role} onRole={setRole} />
        <Button loading={add.isPending} disabled={name.trim() === ''} onClick={() => add.mutate()}>
          {say(peopleWords.add)}
        </Button>
      </SpaceBetween>
      <Refusal error={add.error} />
    </SpaceBetween>
  );
}
