import type { ReactNode } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import type { Sentence } from '../../i18n/words.ts';
import { findingWords } from '../../i18n/finding.ts';
import { phaseWords } from '../../i18n/phase.ts';
import type { Answers } from '../../operations.ts';
import { Command } from '../../parts/copy.tsx';

const phases: Readonly<Record<string, Sentence>> = phaseWords;

interface WhatToDoProps {
  readonly steps: Answers['do'];
  /** How a command is shown; usually ready to be copied. */
  readonly shown?: (command: string) => ReactNode;
}

const whole = (command: string): ReactNode => <Command text={command} />;

/** The steps of the answer in their order, with their commands. */
export function WhatToDo({ steps, shown = whole }: WhatToDoProps) {
  const { say } = useSpeech();
  return (
    <ol className="steps">
      {steps.map(({ phase, sentence, run, check }, index) => {
        const word = phases[phase];
        return (
          // Two steps may read alike; their order is fixed, so it can name them.
          <li key={index}>
            <div className="answer-sentence">
              <span className="tag">{word === undefined ? phase : say(word)}</span> {say(sentence)}
            </div>
            {run === undefined ? null : shown(run)}
            {check === undefined ? null : (
              <div>
                <div className="cell-small">{say(findingWords.doCheck)}</div>
                {shown(check)}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
