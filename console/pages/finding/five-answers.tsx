import type { ReactNode } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import type { Sentence } from '../../i18n/words.ts';
import { figuresWords } from '../../i18n/figures.ts';
import { findingWords } from '../../i18n/finding.ts';
import type { Answers } from '../../operations.ts';
import { FactList } from '../../parts/fact-list.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Card } from '../../parts/widget.tsx';
import { Lineage } from './lineage.tsx';
import { NextSteps } from './next-steps.tsx';
import { Techniques } from './techniques.tsx';
import { WhatToDo } from './what-to-do.tsx';

/** Who, why, how, what next, what to do: the reason why this program exists. */
export function FiveAnswers({ answers }: { answers: Answers }) {
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
      </Answer>
      <Answer title={findingWords.answerHow} question={findingWords.answerHowQuestion}>
        <Story text={say(answers.how.sentence)} />
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

/** What happened; of an attack in several steps, a line for each. */
function Story({ text }: { text: string }) {
  const [told = '', ...steps] = text.split('\n');
  return (
    <>
      <Sentence>{told}</Sentence>
      {steps.length === 0 ? null : (
        <ol className="story">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </>
  );
}

const Sentence = ({ children }: { children: ReactNode }) => <div className="answer-sentence">{children}</div>;
