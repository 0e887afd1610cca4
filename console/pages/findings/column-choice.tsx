import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { findingsWords } from '../../i18n/findings.ts';
import { preferencesWords } from '../../i18n/preferences.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { columns, useChosenColumns } from './columns.tsx';

/** Which columns the list shows; kept for the person. */
export function ColumnChoice() {
  const { say } = useSpeech();
  const [chosen, choose] = useChosenColumns();
  const toggle = (id: string): void =>
    choose?.(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <ButtonDropdown
      disabled={choose === undefined}
      disabledReason={say(preferencesWords.unread)}
      items={columns
        .filter(({ id }) => id !== 'finding')
        .map(({ id, header }) => ({
          id,
          text: say(header),
          itemType: 'checkbox' as const,
          checked: chosen.includes(id),
        }))}
      onItemClick={({ detail }) => toggle(detail.id)}
    >
      {say(findingsWords.columns)}
    </ButtonDropdown>
  );
}
