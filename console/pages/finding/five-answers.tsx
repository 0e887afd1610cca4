import type { ReactNode } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import type { Sentence } from '../../i18n/words.ts';
import { figuresWords } from '../../i18n/figures.ts';
import { findingWords } from '../../i18n/finding.ts';
import type { Operations } from '../../operations.ts';
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
          facts={answers.who.facts.map(({ label, value }) => ({
            label: say(label),
            value: <Raw of={value || say(figuresWords.unknown)} />,
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
        <NextSteps steps={answers.next} />
      </Answer>
      <Answer title={findingWords.answerDo} question={findingWords.answerDoQuestion}>
        <WhatToDo steps={answers.do} />
      </Answer>
    </Card>
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
