import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { signInWithPassword } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { signInWords } from '../../i18n/sign-in.ts';
import { useSentence } from '../../parts/refusal.tsx';
import { arrive } from './arrive.ts';

/** Name and password. */
export function ByPassword({ onFault }: { onFault: (sentence: string) => void }) {
  const { say } = useSpeech();
  const sentence = useSentence();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () => signInWithPassword(name, password),
    onSuccess: arrive,
    onError: (error) => onFault(sentence(error)),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <form onSubmit={submit}>
      <SpaceBetween size="s">
        <FormField label={say(signInWords.name)}>
          <Input value={name} autoComplete="username" onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <FormField label={say(signInWords.password)}>
          <Input
            type="password"
            value={password}
            autoComplete="current-password"
            onChange={({ detail }) => setPassword(detail.value)}
          />
        </FormField>
        <Button
          variant="primary"
          formAction="submit"
          fullWidth
          loading={enter.isPending}
          disabled={name === '' || password === ''}
        >
          {say(signInWords.enter)}
        </Button>
      </SpaceBetween>
    </form>
  );
}
