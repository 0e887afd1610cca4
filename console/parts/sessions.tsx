import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { call } from '../call.ts';
import { accountWords } from '../i18n/account.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { SessionState } from '../operations.ts';
import { queries, refreshPages } from '../queries.ts';
import { Moment } from './figures.tsx';
import { PlainTable, type PlainColumn } from './plain-table.tsx';
import { Raw } from './raw.tsx';
import { Widget } from './widget.tsx';

/** Sign-ins that have not ended, the reader's own or everybody's; each can be ended. */
export function Sessions({ everybody }: { everybody: boolean }) {
  const { say } = useSpeech();
  const { data } = useSuspenseQuery(queries.sessions(everybody));
  const end = useMutation({ mutationFn: (id: string) => call('EndSession', { id }), onSettled: refreshPages });
  const title = say(everybody ? accountWords.everybodyTitle : accountWords.sessionsTitle);
  const columns = useColumns(end.mutate);
  return (
    <Widget title={title}>
      <PlainTable
        name={title}
        columns={everybody ? columns : columns.slice(1)}
        rows={data.sessions}
        keyOf={({ id }) => id}
      />
    </Widget>
  );
}

/** Whose it is comes first. */
function useColumns(end: (id: string) => void): readonly PlainColumn<SessionState>[] {
  const { say } = useSpeech();
  return [
    { head: accountWords.person, cell: ({ person }) => <Raw of={person} /> },
    {
      head: accountWords.device,
      cell: ({ agent, current }) => (
        <>
          {browserOf(agent)} {current ? <Badge color="blue">{say(accountWords.current)}</Badge> : null}
        </>
      ),
    },
    { head: accountWords.address, cell: ({ address }) => address },
    { head: accountWords.method, cell: ({ method }) => say(methods[method] ?? accountWords.link) },
    { head: accountWords.seen, time: true, cell: ({ seenAt }) => <Moment at={seenAt} /> },
    {
      head: accountWords.actions,
      cell: ({ id, address, current }) =>
        current ? null : (
          <Button variant="inline-link" ariaLabel={say(accountWords.endNamed, { address })} onClick={() => end(id)}>
            {say(accountWords.end)}
          </Button>
        ),
    },
  ];
}

const methods: Readonly<Record<string, (typeof accountWords)['link']>> = {
  link: accountWords.link,
  password: accountWords.password,
  passkey: accountWords.passkey,
  oidc: accountWords.oidc,
};

/** "Firefox, Windows" from a user agent; its beginning where neither is known. */
function browserOf(agent: string): string {
  const known = (names: readonly (readonly [RegExp, string])[]): string[] =>
    names.filter(([pattern]) => pattern.test(agent)).map(([, name]) => name);
  const [browser] = known(browsers);
  const [system] = known(systems);
  return [browser, system].filter(Boolean).join(', ') || agent.slice(0, 60);
}

const browsers = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;
const systems = [
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Android/, 'Android'],
  [/Linux/, 'Linux'],
] as const;
