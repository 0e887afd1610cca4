import { useSuspenseQuery } from '@tanstack/react-query';
import { useSpeech } from '../../i18n/language.tsx';
import { settingsWords, tableWords } from '../../i18n/settings.ts';
import type { Sentence } from '../../i18n/words.ts';
import { useFigures } from '../../parts/figures.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Widget } from '../../parts/widget.tsx';
import { queries } from '../../queries.ts';

const named: Readonly<Record<string, Sentence>> = tableWords;

/** How long each kind of data is kept, and how much of it there is. */
export function Retention() {
  const { say } = useSpeech();
  const { count, bytes } = useFigures();
  const { data } = useSuspenseQuery(queries.system);
  const ageOf = useAge();
  return (
    <Widget title={say(settingsWords.retentionTitle)} help={say(settingsWords.retentionHelp)}>
      <PlainTable
        name={say(settingsWords.retentionTitle)}
        rows={data.tables}
        keyOf={({ name }) => name}
        columns={[
          {
            head: settingsWords.retentionData,
            cell: ({ name }) => (named[name] === undefined ? name : say(named[name])),
          },
          { head: settingsWords.retentionKept, cell: ({ keeps }) => ageOf(keeps) },
          { head: settingsWords.retentionRows, cell: ({ rows }) => count(rows), figure: true },
          { head: settingsWords.retentionSize, cell: (table) => bytes(table.bytes), figure: true },
        ]}
      />
    </Widget>
  );
}

/** "90 days" in the reader's language; other units stay as they were set. */
function useAge(): (keeps: string) => string {
  const { say } = useSpeech();
  return (keeps) => {
    if (keeps === 'forever') return say(settingsWords.forever);
    const days = /^(\d+) days?$/.exec(keeps)?.[1];
    return days === undefined ? keeps : say(settingsWords.days, { count: Number(days) });
  };
}
