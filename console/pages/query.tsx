import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../call.ts';
import type { Word } from '../i18n/en.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { Table as Rows } from '../operations.ts';
import { useFigures } from '../parts/figures.tsx';
import { useGo } from '../parts/go.tsx';
import { Empty } from '../parts/states.tsx';
import { paths } from '../paths.ts';

const route = getRouteApi('/frame/query');

/** Questions to begin with; each runs as it stands. */
const examples: readonly { word: Word; sql: string }[] = [
  {
    word: 'query.example.calls',
    sql: 'SELECT time, principal, action, resource, address, error\nFROM api_activity\nORDER BY time DESC\nLIMIT 100',
  },
  {
    word: 'query.example.denied',
    sql: "SELECT principal, action, count() AS refused\nFROM api_activity\nWHERE error LIKE '%Denied%'\nGROUP BY principal, action\nORDER BY refused DESC\nLIMIT 50",
  },
  {
    word: 'query.example.addresses',
    sql: 'SELECT address, uniq(principal) AS principals, count() AS calls, min(time) AS first, max(time) AS last\nFROM api_activity\nGROUP BY address\nORDER BY calls DESC\nLIMIT 50',
  },
  {
    word: 'query.example.traffic',
    sql: 'SELECT src_address, dst_address, dst_port, sum(bytes) AS bytes\nFROM network_activity\nGROUP BY src_address, dst_address, dst_port\nORDER BY bytes DESC\nLIMIT 50',
  },
];

/** SQL over everything that was read. The server allows reading only, and limits time and rows. */
export function QueryPage() {
  const { say } = useSpeech();
  const go = useGo();
  const { sql: given } = route.useSearch();
  const [sql, setSql] = useState(given ?? examples[0]?.sql ?? '');
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (text: string) => call('RunQuery', { sql: text }),
  });
  const run = (text: string): void => {
    setSql(text);
    go(paths.query(text));
    mutate(text);
  };
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={say('query.help')}>
          {say('query.title')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Container footer={<Examples run={run} />}>
          <Editor sql={sql} change={setSql} run={() => run(sql)} pending={isPending} />
        </Container>
        {error === null ? null : (
          <Alert type="error" header={say('query.refused')}>
            {error.message}
          </Alert>
        )}
        {isPending ? <StatusIndicator type="loading">{say('query.running')}</StatusIndicator> : null}
        {data === undefined || isPending ? null : <Answer table={data} />}
      </SpaceBetween>
    </ContentLayout>
  );
}

interface EditorProps {
  readonly sql: string;
  readonly pending: boolean;
  readonly change: (sql: string) => void;
  readonly run: () => void;
}

function Editor({ sql, pending, change, run }: EditorProps) {
  const { say } = useSpeech();
  return (
    <SpaceBetween size="s">
      <FormField label={say('query.sql')} description={say('query.sql.help')} stretch>
        <div className="sql">
          <Textarea
            value={sql}
            rows={8}
            spellcheck={false}
            onChange={({ detail }) => change(detail.value)}
            onKeyDown={({ detail }) => {
              if (detail.key === 'Enter' && (detail.ctrlKey || detail.metaKey)) run();
            }}
          />
        </div>
      </FormField>
      <Button variant="primary" loading={pending} disabled={sql.trim() === ''} onClick={run}>
        {say('query.run')}
      </Button>
    </SpaceBetween>
  );
}

function Examples({ run }: { run: (sql: string) => void }) {
  const { say } = useSpeech();
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Box variant="span" color="text-body-secondary">
        {say('query.examples')}
      </Box>
      {examples.map(({ word, sql }) => (
        <Button key={word} variant="inline-link" onClick={() => run(sql)}>
          {say(word)}
        </Button>
      ))}
    </SpaceBetween>
  );
}

function Answer({ table }: { table: Rows }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const figures = say('query.figures', { rows: count(table.rows.length), milliseconds: count(table.milliseconds) });
  return (
    <Table
      variant="container"
      wrapLines
      resizableColumns
      items={table.rows}
      header={
        <Header variant="h2" description={table.truncated ? `${figures} ${say('query.truncated')}` : figures}>
          {say('query.answer')}
        </Header>
      }
      ariaLabels={{ tableLabel: say('query.answer') }}
      empty={<Empty title={say('query.empty')} help={say('query.empty.help')} />}
      columnDefinitions={table.columns.map(({ name }, index) => ({
        id: `${index}`,
        header: name,
        minWidth: 90,
        cell: (row: unknown[]) => <span className="mono name">{written(row[index])}</span>,
      }))}
    />
  );
}

/** Cells come as JSON: text stays as it is, anything else is written the way JSON writes it. */
const written = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
