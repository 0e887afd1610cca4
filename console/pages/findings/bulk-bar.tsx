import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { ListOfFindings } from '../../operations.ts';
import { useDecide } from '../../parts/decide.tsx';
import { IfMay } from '../../parts/may.tsx';
import type { Rows } from './use-rows.ts';
import type { Selection } from './use-selection.ts';

interface BulkBarProps {
  readonly selection: Selection;
  readonly list: ListOfFindings;
  readonly rows: Rows;
}

/** What can be done with the selected findings. It lies over the list, which stays where it is; drawn before it is needed. */
export function BulkBar({ selection, list, rows }: BulkBarProps) {
  const { say } = useSpeech();
  const decide = useDecide();
  const total = rows.total ?? 0;
  const count = selection.count(total);
  const archived = list.archived === true;
  return (
    <div className="bulk" hidden={count === 0} role="group" aria-label={say(findingsWords.selected, { count })}>
      <strong>{say(findingsWords.selected, { count })}</strong>
      <IfMay action="yagura:UpdateFindings">
        <button
          type="button"
          className="button"
          disabled={decide.pending}
          onClick={() => {
            decide.archive(selection.meant(list, rows), !archived);
            selection.clear();
          }}
        >
          {say(archived ? findingsWords.restore : findingsWords.archive)}
        </button>
        <button type="button" className="button" onClick={() => decide.judge(selection.meant(list, rows))}>
          {say(findingsWords.judge)}
        </button>
      </IfMay>
      {selection.all || count === total ? null : (
        <button type="button" className="link" onClick={selection.selectAll}>
          {say(findingsWords.selectFitting, { count: total })}
        </button>
      )}
      <button type="button" className="link" onClick={selection.clear}>
        {say(findingsWords.selectNone)}
      </button>
    </div>
  );
}
