import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { sourcesWords } from '../../i18n/sources.ts';
import type { PushTokenState } from '../../operations.ts';
import { Command } from '../../parts/copy.tsx';
import { IfMay, useMay } from '../../parts/may.tsx';
import { MakeNamed, NamedThings } from '../../parts/named-things.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Lines } from '../../parts/skeleton.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { queries, refreshPages } from '../../queries.ts';

/** The tokens with which programs push logs: made, listed and removed here. */
export function PushTokens() {
  const asking = useQuery(queries.pushTokens);
  const mayRemove = useMay('yagura:DeletePushToken');
  const make = useMutation({
    mutationFn: (name: string) => call('CreatePushToken', { name }),
    onSuccess: refreshPages,
  });
  const remove = useMutation({
    mutationFn: ({ name }: PushTokenState) => call('DeletePushToken', { name }),
    onSuccess: refreshPages,
  });
  return (
    <NamedThings
      title={sourcesWords.pushTitle}
      help={sourcesWords.pushHelp}
      things={asking.data?.tokens}
      keyOf={({ name }) => name}
      empty={sourcesWords.pushEmpty}
      removeNamed={sourcesWords.pushDeleteNamed}
      remove={mayRemove ? remove.mutate : undefined}
    >
      <IfMay action="yagura:CreatePushToken">
        <MakeNamed
          label={sourcesWords.pushName}
          button={sourcesWords.pushMake}
          pending={make.isPending}
          make={make.mutate}
        />
      </IfMay>
      <Refusal error={make.error ?? remove.error} />
      {make.data === undefined ? null : <NewToken token={make.data.token} />}
      {asking.isLoading ? <Lines count={2} /> : null}
      <Unanswered asked={asking} />
    </NamedThings>
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
