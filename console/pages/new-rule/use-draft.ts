import { useState } from 'react';
import { newRuleWords } from '../../i18n/new-rule.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { EventFields, Level } from '../../operations.ts';
import { ruleText, type Picked } from './draft.ts';

/** What the reader has made so far: of the fields of an event, or a text that they wrote themselves. */
export function useDraft(event: EventFields | undefined, given: string | undefined) {
  const { say } = useSpeech();
  const [title, setTitle] = useState('');
  const [level, setLevel] = useState<Level>('medium');
  const [picked, setPicked] = useState<readonly Picked[]>([]);
  const [written, setWritten] = useState(given);
  const made = ruleText({
    title: title || say(newRuleWords.untitled),
    level,
    logsource: event?.logsource ?? {},
    picked,
  });
  return {
    title,
    setTitle,
    level,
    setLevel,
    picked,
    text: written ?? made,
    /** True once the text is the reader's own. */
    isWritten: written !== undefined,
    write: setWritten,
    remake: () => setWritten(undefined),
    pick: (field: string, values: Picked['values']) =>
      setPicked((before) =>
        before.some((one) => one.field === field)
          ? before.filter((one) => one.field !== field)
          : [...before, { field, mode: values.length > 1 ? 'any' : 'is', values }],
      ),
    change: (changed: Picked) =>
      setPicked((before) => before.map((one) => (one.field === changed.field ? changed : one))),
  };
}

export type DraftInHand = ReturnType<typeof useDraft>;
