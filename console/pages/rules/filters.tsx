import Select from '@cloudscape-design/components/select';
import { one, type Address } from '../../address.ts';
import { columnWords } from '../../i18n/column.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { rulesWords } from '../../i18n/rules.ts';
import { tacticWords } from '../../i18n/tactic.ts';
import type { Sentence } from '../../i18n/words.ts';
import type { RuleLine } from '../../operations.ts';
import { useChoice } from '../../parts/choice.ts';
import { SearchBox } from '../../parts/search-box.tsx';
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
      <Text text={one(search, 'text') ?? ''} change={(text) => change('text', text)} />
      <Levels rules={fitting(rules, search, 'severity')} search={search} show={show} />
      <div className="rule-choices">
        {choices.map((choice) => (
          <Chosen
            key={choice.name}
            {...choice}
            held={one(search, choice.name) ?? ''}
            change={(value) => change(choice.name, value)}
          />
        ))}
        <span className="cell-small" role="status">
          {say(rulesWords.count, { count: shown })}
        </span>
      </div>
    </div>
  );
}

/** What is typed is seen at once; the list follows. */
function Text({ text, change }: { text: string; change: (text: string) => void }) {
  const [typed, type] = useChoice(text, change);
  return (
    <div className="rule-search">
      <SearchBox label={rulesWords.filter} text={typed} change={type} />
    </div>
  );
}

interface ChosenProps extends Choice {
  readonly label: Sentence;
  readonly held: string;
  readonly change: (value: string) => void;
}

function Chosen({ label, all, options, held, change }: ChosenProps) {
  const { say } = useSpeech();
  const [value, choose] = useChoice(held, change);
  return (
    <Select
      ariaLabel={say(label)}
      selectedOption={optionOf(value, { all, options }, say)}
      options={['', ...options.map(([known]) => known)].map((known) => optionOf(known, { all, options }, say))}
      onChange={({ detail }) => choose(detail.selectedOption.value ?? '')}
    />
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
