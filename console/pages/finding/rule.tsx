import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CallError } from '../../call.ts';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { suppressionsWords } from '../../i18n/suppressions.ts';
import { ruleWords } from '../../i18n/rule.ts';
import { Go } from '../../parts/go.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import { visible } from '../../visible.ts';

/** The rule that found it: what it looks for, what it cannot see, its text. */
export function RuleOf({ id }: { id: string }) {
  const { say, language } = useSpeech();
  const [open, setOpen] = useState(false);
  const asking = useQuery(queries.rule(id));
  const { data: rule, error } = asking;
  const isGone = error instanceof CallError && error.code === 'NotFound';
  return (
    <Widget title={say(findingWords.rule)}>
      {isGone ? <div className="quiet">{say(findingWords.ruleGone)}</div> : <Unanswered asked={asking} />}
      {rule === undefined ? null : (
        <>
          <Go to={paths.rule(id)}>{say(rule.title)}</Go>
          <p>{rule.explain?.[language].how ?? rule.description}</p>
          {rule.gaps === undefined ? null : (
            <p className="quiet">
              {say(ruleWords.gaps)}: {say(rule.gaps)}
            </p>
          )}
          <p className="quiet">{say(findingWords.ruleNoisy)}</p>
          <p>
            <Go to={paths.suppressions()}>{say(suppressionsWords.title)}</Go>
          </p>
          <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{say(findingWords.ruleText)}</summary>
            {open ? (
              <pre className="source" tabIndex={0}>
                {visible(rule.source, 100_000)}
              </pre>
            ) : null}
          </details>
        </>
      )}
    </Widget>
  );
}
