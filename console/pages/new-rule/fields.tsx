import Box from '@cloudscape-design/components/box';
import { useState } from 'react';
import { newRuleWords } from '../../i18n/new-rule.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { EventFields } from '../../operations.ts';
import { SearchBox } from '../../parts/search-box.tsx';
import { visible } from '../../visible.ts';
import type { DraftInHand } from './use-draft.ts';

/** Every field of the event; a click makes it a condition, another one takes that back. */
export function Fields({ event, draft }: { event: EventFields; draft: DraftInHand }) {
  const { say } = useSpeech();
  const [filter, setFilter] = useState('');
  const chosen = new Set(draft.picked.map(({ field }) => field));
  const shown = event.fields.filter(
    ({ field, values }) =>
      !field.includes('|') && `${field} ${values.join(' ')}`.toLowerCase().includes(filter.toLowerCase()),
  );
  return (
    <>
      <SearchBox label={newRuleWords.fieldsFilter} text={filter} change={setFilter} />
      {shown.length === 0 ? <Box color="text-body-secondary">{say(newRuleWords.fieldsNone)}</Box> : null}
      <ul className="rule-fields">
        {shown.map(({ field, values }) => (
          <li key={field}>
            <button type="button" aria-pressed={chosen.has(field)} onClick={() => draft.pick(field, values)}>
              <span className="mono name">{visible(field, 200)}</span>{' '}
              <bdi className="rule-field-value">{visible(values.map(String).join(', '), 160)}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
