import Select from '@cloudscape-design/components/select';
import { useSpeech } from '../../i18n/language.tsx';
import { peopleWords } from '../../i18n/people.ts';
import type { RoleName } from '../../operations.ts';
import { roles, roleWords } from '../../parts/role.ts';

/** The roles, each with what it may do. */
export function RoleSelect({ role, onRole }: { role: RoleName; onRole: (role: RoleName) => void }) {
  const { say } = useSpeech();
  const options = roles.map((value) => ({ value, ...roleWords(value, say) }));
  return (
    <Select
      ariaLabel={say(peopleWords.role)}
      options={options}
      selectedOption={options.find(({ value }) => value === role) ?? null}
      expandToViewport
      onChange={({ detail }) => {
        const chosen = roles.find((one) => one === detail.selectedOption.value);
        if (chosen !== undefined && chosen !== role) onRole(chosen);
      }}
    />
  );
}
