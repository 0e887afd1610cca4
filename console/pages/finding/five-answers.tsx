import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { Word } from '../../i18n/en.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Answers } from '../../operations.ts';
import { Lineage } from './lineage.tsx';
import { NextSteps } from './next-steps.tsx';
import { Techniques } from './techniques.tsx';
import { WhatToDo } from './what-to-do.tsx';

/** Who, why, how, what next, what to do: the reason why this program exists. */
export function FiveAnswers({ answers }: { answers: Answers }) {
  const { pick, say } = useSpeech();
  return (
    <Container>
      <Answer title="answer.who" question="answer.who.question">
        <Sentence>{pick(answers.who.sentence)}</Sentence>
        <KeyValuePairs
          columns={3}
          items={answers.who.facts.map(({ label, value }) => ({
            label: pick(label),
            value: <span className="name">{value || say('unknown')}</span>,
          }))}
        />
        <Lineage links={answers.who.lineage} />
      </Answer>
      <Answer title="answer.why" question="answer.why.question">
        <Sentence>{pick(answers.why.sentence)}</Sentence>
        <Sentence>{pick(answers.why.here)}</Sentence>
      </Answer>
      <Answer title="answer.how" question="answer.how.question">
        <Sentence>{pick(answers.how.sentence)}</Sentence>
        <Techniques techniques={answers.how.techniques} />
      </Answer>
      <Answer title="answer.next" question="answer.next.question">
        <NextSteps steps={answers.next} />
      </Answer>
      <Answer title="answer.do" question="answer.do.question">
        <WhatToDo steps={answers.do} />
      </Answer>
    </Container>
  );
}

function Answer({ title, question, children }: { title: Word; question: Word; children: ReactNode }) {
  const { say } = useSpeech();
  return (
    <section className="answer">
      <div>
        <Box variant="h2" fontSize="heading-m" padding="n">
          {say(title)}
        </Box>
        <Box variant="small" color="text-body-secondary">
          {say(question)}
        </Box>
      </div>
      <SpaceBetween size="s">{children}</SpaceBetween>
    </section>
  );
}

const Sentence = ({ children }: { children: ReactNode }) => <div className="answer-sentence">{children}</div>;
