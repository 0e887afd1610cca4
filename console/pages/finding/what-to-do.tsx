import { useSpeech } from '../../i18n/language.tsx';
import type { Sentence } from '../../i18n/words.ts';
import { findingWords } from '../../i18n/finding.ts';
import { phaseWords } from '../../i18n/phase.ts';
import type { Answers } from '../../operations.ts';
import { Command } from '../../parts/copy.tsx';

const phases: Readonly<Record<string, Sentence>> = phaseWords;

/** The steps of the answer in their order, with the commands ready to be copied. */
export function WhatToDo({ steps }: { steps: Answers['do'] }) {
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
            {run === undefined ? null : <Command text={run} />}
            {check === undefined ? null : (
              <div>
                <div className="cell-small">{say(findingWords.doCheck)}</div>
                <Command text={check} />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
