import type { ReactNode } from 'react';
import { useSpeech } from '../i18n/language.tsx';
import type { Sentence } from '../i18n/words.ts';

interface PlainTableProps {
  /** Read out, for the heading stands outside of it. */
  readonly name: string;
  readonly heads: readonly Sentence[];
  /** The first cell of a row names it. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A small table that is read, and neither sorted nor chosen from. */
export function PlainTable({ name, heads, rows }: PlainTableProps) {
  const { say } = useSpeech();
  return (
    <div className="plain-table">
      <table aria-label={name}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head.ja} scope="col">
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
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
