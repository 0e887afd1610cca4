import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../call.ts';
import { accountWords } from '../../i18n/account.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Widget } from '../../parts/widget.tsx';
import { refreshPages } from '../../queries.ts';

/** The reader's password: set, changed, removed. `since` is when it was set. */
export function PasswordPart({ since }: { since: string | null }) {
  const { say, language } = useSpeech();
  const remove = useMutation({ mutationFn: () => call('RemovePassword', {}), onSuccess: refreshPages });
  const date = since === null ? '' : new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(since));
  return (
    <Widget
      title={say(accountWords.passwordTitle)}
      help={since === null ? say(accountWords.passwordNone) : say(accountWords.passwordSince, { date })}
      actions={since === null ? null : <Button onClick={() => remove.mutate()}>{say(accountWords.remove)}</Button>}
    >
      <Refusal error={remove.error} />
      <SetPassword has={since !== null} />
    </Widget>
  );
}

function SetPassword({ has }: { has: boolean }) {
  const { say } = useSpeech();
  const [present, setPresent] = useState('');
  const [password, setPassword] = useState('');
  const set = useMutation({
    mutationFn: () => call('SetPassword', has ? { password, present } : { password }),
    onSuccess: async () => {
      setPresent('');
      setPassword('');
      await refreshPages();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <form onSubmit={submit}>
      <SpaceBetween size="s">
        <Refusal error={set.error} />
        {set.isSuccess ? <Alert type="success">{say(accountWords.passwordDone)}</Alert> : null}
        {has ? (
          <Secret label={say(accountWords.present)} complete="current-password" value={present} onValue={setPresent} />
        ) : null}
        <Secret label={say(accountWords.wanted)} complete="new-password" value={password} onValue={setPassword} />
        <Button formAction="submit" loading={set.isPending} disabled={password.length < 12}>
          {say(accountWords.set)}
        </Button>
      </SpaceBetween>
    </form>
  );
}

interface SecretProps {
  readonly label: string;
  readonly complete: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Secret({ label, complete, value, onValue }: SecretProps) {
  return (
    <FormField label={label}>
      <Input type="password" autoComplete={complete} value={value} onChange={({ detail }) => onValue(detail.value)} />
    </FormField>
  );
}
