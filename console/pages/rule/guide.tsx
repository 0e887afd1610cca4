import type { ReactNode } from 'react';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { ruleWords } from '../../i18n/rule.ts';
import type { Sentence } from '../../i18n/words.ts';
import type { RuleDetail } from '../../operations.ts';
import { Card } from '../../parts/widget.tsx';
import { WhatToDo } from '../finding/what-to-do.tsx';
import { Template } from './template.tsx';

/** What the rule says of itself; a rule from elsewhere often says nothing, and then that is said. */
export function RuleGuide({ rule }: { rule: RuleDetail }) {
  const { language, say } = useSpeech();
  if (rule.explain === undefined)
    return (
      <Card>
        <p className="answer-sentence">{rule.description}</p>
        <div className="quiet">{say(ruleWords.noGuide)}</div>
      </Card>
    );
  const steps = rule.respond?.map(({ en, ja, ...rest }) => ({ ...rest, sentence: { en, ja } })) ?? [];
  return (
    <Card>
      <Part title={findingWords.answerWhy}>{rule.explain[language].why}</Part>
      <Part title={findingWords.answerHow}>{rule.explain[language].how}</Part>
      {steps.length === 0 ? null : (
        <Part title={findingWords.answerDo}>
          {rule.places.length === 0 ? null : <p className="cell-small">{say(ruleWords.places)}</p>}
          <WhatToDo steps={steps} shown={(command) => <Template command={command} places={rule.places} />} />
        </Part>
      )}
      {rule.gaps === undefined ? null : <Part title={ruleWords.gaps}>{say(rule.gaps)}</Part>}
    </Card>
  );
}

function Part({ title, children }: { title: Sentence; children: ReactNode }) {
  const { say } = useSpeech();
  return (
    <section className="answer">
      <h2>{say(title)}</h2>
      <div className="answer-sentence">{children}</div>
    </section>
  );
}
