import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { one, type Address } from '../../address.ts';
import { columnWords } from '../../i18n/column.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { rulesWords } from '../../i18n/rules.ts';
import { tacticWords } from '../../i18n/tactic.ts';
import type { Sentence } from '../../i18n/words.ts';
import type { RuleLine } from '../../operations.ts';
import { SeverityChips } from '../../parts/severity-chips.tsx';
import { countsOf, fitting, origins } from '../rules-search.ts';

interface RuleFiltersProps {
  readonly rules: readonly RuleLine[];
  readonly shown: number;
  readonly search: Address;
  readonly show: (search: Address) => void;
}

/** What the list is restricted to: text, severities, tactic, origin, on or off, fired or silent. */
export function RuleFilters({ rules, shown, search, show }: RuleFiltersProps) {
  const { say } = useSpeech();
  const change = (name: string, value: string): void => show({ ...search, [name]: value === '' ? [] : [value] });
  return (
    <div className="rule-filters">
      <div className="rule-search">
        <Input
          type="search"
          value={one(search, 'text') ?? ''}
          placeholder={say(rulesWords.filter)}
          ariaLabel={say(rulesWords.filter)}
          onChange={({ detail }) => change('text', detail.value)}
        />
      </div>
      <Levels rules={fitting(rules, search, 'severity')} search={search} show={show} />
      <div className="rule-choices">
        {choices.map(({ name, all, options, label }) => (
          <Select
            key={name}
            ariaLabel={say(label)}
            selectedOption={optionOf(one(search, name) ?? '', { all, options }, say)}
            options={['', ...options.map(([value]) => value)].map((value) => optionOf(value, { all, options }, say))}
            onChange={({ detail }) => change(name, detail.selectedOption.value ?? '')}
          />
        ))}
        <span className="cell-small" role="status">
          {say(rulesWords.count, { count: shown })}
        </span>
      </div>
    </div>
  );
}

interface Choice {
  readonly all: Sentence;
  readonly options: readonly (readonly [string, Sentence])[];
}

const choices: readonly (Choice & { readonly name: string; readonly label: Sentence })[] = [
  { name: 'tactic', label: columnWords.tactic, all: rulesWords.allTactics, options: Object.entries(tacticWords) },
  {
    name: 'origin',
    label: columnWords.origin,
    all: rulesWords.allOrigins,
    options: origins.map((origin) => [origin, rulesWords[origin]]),
  },
  {
    name: 'state',
    label: columnWords.state,
    all: rulesWords.allStates,
    options: [
      ['on', rulesWords.onlyOn],
      ['off', rulesWords.onlyOff],
    ],
  },
  {
    name: 'fired',
    label: rulesWords.recent,
    all: rulesWords.allFired,
    options: [
      ['yes', rulesWords.fired],
      ['no', rulesWords.silent],
    ],
  },
];

const optionOf = (value: string, { all, options }: Choice, say: (words: Sentence) => string) => ({
  value,
  label: say(options.find(([known]) => known === value)?.[1] ?? all),
});

/** The severities, each with how many rules it would leave; several may be chosen. */
function Levels({ rules, search, show }: Pick<RuleFiltersProps, 'rules' | 'search' | 'show'>) {
  const { say } = useSpeech();
  return (
    <SeverityChips
      label={say(rulesWords.levels)}
      chosen={search['severity'] ?? []}
      counts={countsOf(rules)}
      choose={(severity) => show({ ...search, severity })}
    />
  );
}
