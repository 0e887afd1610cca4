import type { ReactNode } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import type { Sentence } from '../../i18n/words.ts';
import { figuresWords } from '../../i18n/figures.ts';
import { findingWords } from '../../i18n/finding.ts';
import type { Operations } from '../../operations.ts';
import { Moment } from '../../parts/figures.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Told } from '../../parts/told.tsx';
import { Card } from '../../parts/widget.tsx';
import { Lineage } from './lineage.tsx';
import { NextSteps } from './next-steps.tsx';
import { Story } from './story.tsx';
import { Techniques } from './techniques.tsx';
import { WhatToDo } from './what-to-do.tsx';

/** Who, why, how, what next, what to do: the reason why this program exists. */
export function FiveAnswers({ answers, steps }: Pick<Operations['GetFinding']['output'], 'answers' | 'steps'>) {
  const { say } = useSpeech();
  return (
    <Card>
      <Answer title={findingWords.answerWho} question={findingWords.answerWhoQuestion}>
        <Sentence>{say(answers.who.sentence)}</Sentence>
        <FactList
          facts={answers.who.facts.map(({ label, value, meaning }) => ({
            label: say(label),
            value: <Value of={value} meaning={meaning} />,
          }))}
        />
        <Lineage links={answers.who.lineage} />
      </Answer>
      <Answer title={findingWords.answerWhy} question={findingWords.answerWhyQuestion}>
        <Sentence>{say(answers.why.sentence)}</Sentence>
        <Sentence>{say(answers.why.here)}</Sentence>
        <Sentence>{say(answers.why.severity)}</Sentence>
        <Sentence>{say(answers.why.confidence)}</Sentence>
      </Answer>
      <Answer title={findingWords.answerHow} question={findingWords.answerHowQuestion}>
        <Story text={say(answers.how.sentence)} steps={steps} />
        <Techniques techniques={answers.how.techniques} />
      </Answer>
      <Answer title={findingWords.answerNext} question={findingWords.answerNextQuestion}>
        {answers.why.refused ? <Sentence>{say(findingWords.nextRefused)}</Sentence> : null}
        <NextSteps steps={answers.next} />
      </Answer>
      <Answer title={findingWords.answerDo} question={findingWords.answerDoQuestion}>
        <WhatToDo steps={answers.do} />
      </Answer>
    </Card>
  );
}

/** A fact in words where it has some, a time as times are told here, and anything else as the log wrote it. */
function Value({ of, meaning }: { of: string; meaning: Sentence | undefined }) {
  const { say } = useSpeech();
  if (meaning !== undefined) return <span title={of}>{say(meaning)}</span>;
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(of) ? (
    <Moment at={of} zoned />
  ) : (
    <Raw of={of || say(figuresWords.unknown)} />
  );
}

function Answer({ title, question, children }: { title: Sentence; question: Sentence; children: ReactNode }) {
  const { say } = useSpeech();
  return (
    <section className="answer">
      <div>
        <h2>{say(title)}</h2>
        <div className="cell-small">{say(question)}</div>
      </div>
      <div className="answer-body">{children}</div>
    </section>
  );
}

const Sentence = ({ children }: { children: string }) => (
  <div className="answer-sentence">
    <Told>{children}</Told>
  </div>
);
