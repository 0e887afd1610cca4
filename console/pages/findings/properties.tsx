import Input from '@cloudscape-design/components/input';
import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { columnWords } from '../../i18n/column.ts';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { severityWords } from '../../i18n/severity.ts';
import { verdictWords } from '../../i18n/verdict.ts';
import type { Sentence } from '../../i18n/words.ts';
import { shownValue } from '../../parts/tokens.ts';
import { properties, type Property } from '../findings-search.ts';

/** The properties whose values the server counts. */
export const countable = [
  'severity',
  'type',
  'account',
  'region',
  'source',
  'principal',
  'resource',
  'rule',
  'verdict',
] as const satisfies readonly Property[];

/** How the reader may restrict each kind of property. */
export function useProperties(): PropertyFilterProps.FilteringProperty[] {
  const { say } = useSpeech();
  const named = (words: Readonly<Record<string, Sentence>>) => {
    const format = (value: unknown): string =>
      [value]
        .flat()
        .map((one) => (typeof one === 'string' && words[one] ? say(words[one]) : String(one)))
        .join(', ');
    return { format, choices: Object.keys(words) };
  };
  return properties
    .filter((property) => property !== 'text')
    .map((property) => ({
      key: property,
      propertyLabel: say(columnWords[property]),
      groupValuesLabel: say(columnWords[property]),
      operators: operatorsOf(property, { severity: named(severityWords), verdict: named(verdictWords) }),
    }));
}

interface Named {
  readonly format: (value: unknown) => string;
  readonly choices: readonly string[];
}

function operatorsOf(
  property: Property,
  names: Readonly<Record<'severity' | 'verdict', Named>>,
): NonNullable<PropertyFilterProps.FilteringProperty['operators']> {
  if (property === 'severity') return [...alternatives({ format: names.severity.format }), '>=', '<='];
  if (property === 'verdict') return alternatives({ format: names.verdict.format });
  if (property === 'count') return ['=', '>=', '<='];
  if (property === 'tactic' || property === 'technique') return ['=', '!='];
  if (isTime(property)) return (['>=', '<='] as const).map((operator) => ({ operator, form: TimeForm, format: short }));
  return [...alternatives(), ...([':', '!:'] as const).map((operator) => ({ operator, format: shownValue }))];
}

const alternatives = (extra: object = { format: shownValue }) =>
  (['=', '!='] as const).map((operator) => ({ operator, tokenType: 'enum' as const, ...extra }));

const isTime = (property: Property): boolean => ['lastSeen', 'firstSeen', 'createdAt', 'updatedAt'].includes(property);

const short = (value: unknown): string => String(value).slice(0, 16).replace('T', ' ');

/** Takes a time in UTC, as the list shows it: 2026-01-31 09:00, or the day alone. */
function TimeForm({ value, onChange }: PropertyFilterProps.ExtendedOperatorFormProps<string>) {
  const { say } = useSpeech();
  return (
    <Input
      ariaLabel={say(findingsWords.atTime)}
      placeholder="2026-01-31 09:00"
      value={value === null || value === undefined ? '' : short(value)}
      onChange={({ detail }) => onChange(isoOf(detail.value) ?? detail.value)}
    />
  );
}

/** A time that was typed, once it is complete. */
function isoOf(text: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const iso = `${match[1]}T${match[2] ?? '00:00'}:00Z`;
  return Number.isNaN(Date.parse(iso)) ? undefined : iso;
}
