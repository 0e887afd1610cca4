import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import type { Word } from '../../i18n/en.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Answers } from '../../operations.ts';
import { Command } from '../../parts/copy.tsx';

const phases: Readonly<Record<string, Word>> = {
  verify: 'phase.verify',
  contain: 'phase.contain',
  eradicate: 'phase.eradicate',
  recover: 'phase.recover',
  prevent: 'phase.prevent',
};

/** The steps of the answer in their order, with the commands ready to be copied. */
export function WhatToDo({ steps }: { steps: Answers['do'] }) {
  const { say, pick } = useSpeech();
  return (
    <ol className="steps">
      {steps.map(({ phase, sentence, run, check }, index) => {
        const word = phases[phase];
        return (
          // Two steps may read alike; their order is fixed, so it can name them.
          <li key={index}>
            <div className="answer-sentence">
              <Badge color="grey">{word === undefined ? phase : say(word)}</Badge> {pick(sentence)}
            </div>
            {run === undefined ? null : <Command text={run} />}
            {check === undefined ? null : (
              <div>
                <Box variant="small" color="text-body-secondary">
                  {say('do.check')}
                </Box>
                <Command text={check} />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
