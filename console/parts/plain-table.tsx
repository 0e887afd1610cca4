import type { ReactNode } from 'react';
import { useSpeech } from '../i18n/language.tsx';
import type { Sentence } from '../i18n/words.ts';
import { useZone } from './figures.tsx';

export interface PlainColumn<Row> {
  readonly head: Sentence;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand at the end of their column. */
  readonly figure?: true;
  /** Times, whose zone stands in the heading. */
  readonly time?: true;
}

interface PlainTableProps<Row> {
  /** Read out, for the heading stands outside of it. */
  readonly name: string;
  /** The first one's cells name their rows. */
  readonly columns: readonly PlainColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** A small table that is read, and neither sorted nor chosen from; where there is no room, each row is a card. */
export function PlainTable<Row>({ name, columns, rows, keyOf }: PlainTableProps<Row>) {
  const { say } = useSpeech();
  const zone = useZone();
  const headOf = ({ head, time }: PlainColumn<Row>): string => say(head) + (time === true ? zone : '');
  const [first, ...others] = columns;
  return (
    <div className="plain-table">
      <table aria-label={name}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head.ja} scope="col" {...lookOf(column)}>
                {headOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {first === undefined ? null : (
                <th scope="row" data-head={first.time || first.figure ? headOf(first) : undefined} {...lookOf(first)}>
                  {first.cell(row)}
                </th>
              )}
              {others.map((column) => (
                <td key={column.head.ja} data-head={headOf(column)} {...lookOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const lookOf = ({ figure }: { figure?: true }) => (figure ? { className: 'figure' } : {});
