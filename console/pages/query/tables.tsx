import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { queryWords } from '../../i18n/query.ts';
import { tableWords } from '../../i18n/settings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { Lines } from '../../parts/skeleton.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { queries } from '../../queries.ts';

/** The tables that one asks, each with what is in it and its columns; asked for when it is opened, for whoever knows them needs them not. */
export function Tables({ run }: { run: (sql: string) => void }) {
  const { say } = useSpeech();
  return (
    <Fold name={say(queryWords.tables)}>
      <div className="sql-names">
        {Object.entries(tableWords).map(([table, about]) => (
          <Fold key={table} name={table} about={say(about)}>
            <Button variant="inline-link" onClick={() => run(`SELECT *\nFROM ${table}\nORDER BY time DESC\nLIMIT 10`)}>
              {say(queryWords.newestRows, { table })}
            </Button>
            <Rows of={`DESCRIBE TABLE ${table}`}>
              {([name = '', type = '']) => (
                <>
                  <code>{name}</code> <span className="quiet">{plainType(type)}</span>
                </>
              )}
            </Rows>
          </Fold>
        ))}
      </div>
    </Fold>
  );
}

/** What is folded is there only while it is open. */
function Fold({ name, about = '', children }: { name: string; about?: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {name} <span className="quiet">{about}</span>
      </summary>
      {open ? children : null}
    </details>
  );
}

function Rows({ of, children }: { of: string; children: (row: readonly string[]) => ReactNode }) {
  const asked = useQuery(queries.sql(of));
  if (asked.data === undefined) return asked.isLoading ? <Lines count={3} /> : <Unanswered asked={asked} />;
  return (
    <ul className="sql-names">
      {asked.data.rows.map((row) => (
        <li key={String(row[0])}>{children(row.map(String))}</li>
      ))}
    </ul>
  );
}

/** How a column is kept is of no concern to who asks: `LowCardinality(String)` is a `String`. */
const plainType = (type: string): string => type.replaceAll(/LowCardinality\((\w+)\)/g, '$1');
