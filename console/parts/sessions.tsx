import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { call } from '../call.ts';
import { accountWords } from '../i18n/account.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { SessionState } from '../operations.ts';
import { queries, refreshPages } from '../queries.ts';
import { Moment, useZone } from './figures.tsx';
import { Raw } from './raw.tsx';

/** Sign-ins that have not ended, the reader's own or everybody's; each can be ended. */
export function Sessions({ everybody }: { everybody: boolean }) {
  const { say } = useSpeech();
  const { data } = useSuspenseQuery(queries.sessions(everybody));
  const end = useMutation({ mutationFn: (id: string) => call('EndSession', { id }), onSettled: refreshPages });
  const title = say(everybody ? accountWords.everybodyTitle : accountWords.sessionsTitle);
  const columns = useColumns(end.mutate);
  return (
    <Table
      variant="container"
      wrapLines
      items={data.sessions}
      trackBy="id"
      ariaLabels={{ tableLabel: title }}
      header={<Header variant="h2">{title}</Header>}
      columnDefinitions={columns}
      columnDisplay={columns.map(({ id = '' }) => ({ id, visible: everybody || id !== 'person' }))}
    />
  );
}

function useColumns(end: (id: string) => void): TableProps.ColumnDefinition<SessionState>[] {
  const { say } = useSpeech();
  const zone = useZone();
  return [
    { id: 'person', header: say(accountWords.person), minWidth: 140, cell: ({ person }) => <Raw of={person} /> },
    {
      id: 'device',
      header: say(accountWords.device),
      isRowHeader: true,
      minWidth: 200,
      cell: ({ agent, current }) => (
        <>
          {browserOf(agent)} {current ? <Badge color="blue">{say(accountWords.current)}</Badge> : null}
        </>
      ),
    },
    { id: 'address', header: say(accountWords.address), cell: ({ address }) => address },
    { id: 'method', header: say(accountWords.method), cell: ({ method }) => say(methods[method] ?? accountWords.link) },
    { id: 'seen', header: say(accountWords.seen) + zone, cell: ({ seenAt }) => <Moment at={seenAt} /> },
    {
      id: 'end',
      header: say(accountWords.actions),
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
