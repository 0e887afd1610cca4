import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { one, readAddress, writeAddress } from '../address.ts';
import { call } from '../call.ts';
import { csv } from '../csv.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { Sentence } from '../i18n/words.ts';
import { queryWords } from '../i18n/query.ts';
import type { Table as Rows } from '../operations.ts';
import { useGo } from '../parts/go.tsx';
import { Raw } from '../parts/raw.tsx';
import { useSentence } from '../parts/refusal.tsx';
import { Empty } from '../parts/states.tsx';
import { Title } from '../parts/title.tsx';
import { Views } from '../parts/views.tsx';
import { Card } from '../parts/widget.tsx';
import { paths } from '../paths.ts';
import { saveFile } from '../save-file.ts';
import { Tables } from './query/tables.tsx';

const route = getRouteApi('/frame/query');

/** Questions to begin with; each runs as it stands. */
const examples: readonly { word: Sentence; sql: string }[] = [
  {
    word: queryWords.exampleCalls,
    sql: 'SELECT time, principal, action, resource, address, error\nFROM api_activity\nORDER BY time DESC\nLIMIT 100',
  },
  {
    word: queryWords.exampleDenied,
    sql: "SELECT principal, action, count() AS refused\nFROM api_activity\nWHERE error LIKE '%Denied%'\nGROUP BY principal, action\nORDER BY refused DESC\nLIMIT 50",
  },
  {
    word: queryWords.exampleAddresses,
    sql: 'SELECT address, uniq(principal) AS principals, count() AS calls, min(time) AS first, max(time) AS last\nFROM api_activity\nGROUP BY address\nORDER BY calls DESC\nLIMIT 50',
  },
  {
    word: queryWords.exampleTraffic,
    sql: 'SELECT src_address, dst_address, dst_port, sum(bytes) AS bytes\nFROM network_activity\nGROUP BY src_address, dst_address, dst_port\nORDER BY bytes DESC\nLIMIT 50',
  },
];

/** SQL over everything that was read. The server allows reading only, and limits time and rows. */
export function QueryPage() {
  const { say } = useSpeech();
  const go = useGo();
  const sentence = useSentence();
  const given = one(route.useSearch(), 'sql');
  const [sql, setSql] = useState(given ?? examples[0]?.sql ?? '');
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (text: string) => call('RunQuery', { sql: text }),
  });
  const run = (text: string): void => {
    setSql(text);
    go(paths.query(text));
    mutate(text);
  };
  const figures =
    data === undefined ? '' : say(queryWords.figures, { count: data.rows.length, milliseconds: data.milliseconds });
  return (
    <>
      <Title help={say(queryWords.help)} actions={<Kept sql={sql} run={run} />}>
        {say(queryWords.title)}
      </Title>
      <SpaceBetween size="l">
        <Card footer={<Examples run={run} />}>
          <Editor sql={sql} change={setSql} run={() => run(sql)} pending={isPending} />
          <Tables run={run} />
        </Card>
        {error === null ? null : (
          <Alert type="error" header={say(queryWords.refused)}>
            {sentence(error)}
          </Alert>
        )}
        {isPending ? <StatusIndicator type="loading">{say(queryWords.running)}</StatusIndicator> : null}
        {data === undefined || isPending ? null : <Answer table={data} figures={figures} />}
      </SpaceBetween>
      <div role="status" className="unseen">
        {isPending ? say(queryWords.running) : figures}
      </div>
    </>
  );
}

/** The queries of this person, under names of their own. */
function Kept({ sql, run }: { sql: string; run: (sql: string) => void }) {
  return (
    <Views
      kept="query.views"
      given={[]}
      current={writeAddress({ sql })}
      show={(address) => run(one(readAddress(address), 'sql') ?? '')}
    />
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
      <FormField label={say(queryWords.sql)} description={say(queryWords.sqlHelp)} stretch>
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
        {say(queryWords.run)}
      </Button>
    </SpaceBetween>
  );
}

function Examples({ run }: { run: (sql: string) => void }) {
  const { say } = useSpeech();
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Box variant="span" color="text-body-secondary">
        {say(queryWords.examples)}
      </Box>
      {examples.map(({ word, sql }) => (
        <Button key={sql} variant="inline-link" onClick={() => run(sql)}>
          {say(word)}
        </Button>
      ))}
    </SpaceBetween>
  );
}

function Answer({ table, figures }: { table: Rows; figures: string }) {
  const { say } = useSpeech();
  return (
    <Table
      variant="container"
      wrapLines
      resizableColumns
      items={table.rows}
      header={
        <Header
          variant="h2"
          description={table.truncated ? `${figures} ${say(queryWords.truncated)}` : figures}
          actions={<Download table={table} />}
        >
          {say(queryWords.answer)}
        </Header>
      }
      ariaLabels={{ tableLabel: say(queryWords.answer) }}
      empty={<Empty title={say(queryWords.empty)} help={say(queryWords.emptyHelp)} />}
      columnDefinitions={table.columns.map(({ name, type }, index) => ({
        id: `${index}`,
        header: isFigure(type) ? <div className="figure">{name}</div> : name,
        minWidth: 90,
        cell: (row: unknown[]) => <Cell figure={isFigure(type)} of={row[index]} />,
      }))}
    />
  );
}

/** The rows that are shown, as a file for a spreadsheet. */
function Download({ table: { columns, rows } }: { table: Rows }) {
  const { say } = useSpeech();
  const text = (): string => csv([columns.map(({ name }) => name), ...rows.map((row) => row.map(written))]);
  return (
    <Button disabled={rows.length === 0} onClick={() => saveFile('query.csv', text(), 'text/csv')}>
      {say(queryWords.csv)}
    </Button>
  );
}

/** Figures stand at the end of their column, one digit under the other. */
function Cell({ figure, of }: { figure: boolean; of: unknown }) {
  const text = <Raw mono of={written(of)} />;
  return figure ? <div className="figure">{text}</div> : text;
}

/** The types of ClickHouse that are added up and compared: `UInt64`, `Nullable(Float64)`, `Decimal(9, 2)`. */
const isFigure = (type: string): boolean =>
  /^(?:(?:Nullable|LowCardinality)\()*(?:U?Int\d|B?Float\d|Decimal)/.test(type);

/** Cells come as JSON: text stays as it is, anything else is written the way JSON writes it. */
const written = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
