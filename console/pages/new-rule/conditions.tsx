import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import { newRuleWords } from '../../i18n/new-rule.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { visible } from '../../visible.ts';
import { modeNames, type Mode, type Picked } from './draft.ts';
import type { DraftInHand } from './use-draft.ts';

/** The conditions of the rule, each with how it is compared and with what. */
export function Conditions({ draft }: { draft: DraftInHand }) {
  const { say } = useSpeech();
  if (draft.picked.length === 0) return <Box color="text-body-secondary">{say(newRuleWords.conditionsNone)}</Box>;
  return (
    <>
      <Box color="text-body-secondary">{say(newRuleWords.conditions)}</Box>
      <ul className="rule-conditions">
        {draft.picked.map((picked) => (
          <li key={picked.field}>
            <Condition picked={picked} change={draft.change} />
            <Button
              variant="icon"
              iconName="close"
              ariaLabel={say(newRuleWords.remove, { field: picked.field })}
              onClick={() => draft.pick(picked.field, picked.values)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function Condition({ picked, change }: { picked: Picked; change: (picked: Picked) => void }) {
  const { say } = useSpeech();
  const { field, mode, values } = picked;
  const options = modeNames.map((value) => ({ value, label: say(newRuleWords[value]) }));
  const compare = (chosen: Mode): void =>
    change({ ...picked, mode: chosen, values: chosen === 'any' ? values : values.slice(0, 1) });
  return (
    <>
      <span className="mono name">{visible(field, 200)}</span>
      <Select
        ariaLabel={say(newRuleWords.mode, { field })}
        selectedOption={options.find(({ value }) => value === mode) ?? null}
        options={options}
        onChange={({ detail }) => compare(modeNames.find((name) => name === detail.selectedOption.value) ?? 'is')}
      />
      {mode === 'any' ? (
        <Textarea
          ariaLabel={say(newRuleWords.value, { field })}
          placeholder={say(newRuleWords.anyHelp)}
          rows={Math.min(6, values.length + 1)}
          value={values.map(String).join('\n')}
          onChange={({ detail }) => change({ ...picked, values: detail.value.split('\n') })}
        />
      ) : (
        <Input
          ariaLabel={say(newRuleWords.value, { field })}
          value={String(values[0] ?? '')}
          onChange={({ detail }) => change({ ...picked, values: [typed(detail.value, values[0])] })}
        />
      )}
    </>
  );
}

/** What was typed, as a number where one stood and one stands again. */
const typed = (text: string, before: Picked['values'][number] | undefined): Picked['values'][number] =>
  typeof before === 'number' && /^\d{1,15}$/.test(text) ? Number(text) : text;
