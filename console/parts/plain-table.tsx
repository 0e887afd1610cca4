import type { ReactNode } from 'react';
import { useSpeech } from '../i18n/language.tsx';
import type { Sentence } from '../i18n/words.ts';

interface PlainTableProps {
  /** Read out, for the heading stands outside of it. */
  readonly name: string;
  readonly heads: readonly Sentence[];
  /** Which columns hold figures, counted from 0: those stand at the end of their column. */
  readonly figures?: readonly number[];
  /** The first cell of a row names it. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A small table that is read, and neither sorted nor chosen from. */
export function PlainTable({ name, heads, rows, figures = [] }: PlainTableProps) {
  const { say } = useSpeech();
  const look = (column: number) => (figures.includes(column) ? { className: 'figure' } : {});
  return (
    <div className="plain-table">
      <table aria-label={name}>
        <thead>
          <tr>
            {heads.map((head, column) => (
              <th key={head.ja} scope="col" {...look(column)}>
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key}>
              <th scope="row">{first}</th>
              {others.map((cell, index) => (
                <td key={index} {...look(index + 1)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
