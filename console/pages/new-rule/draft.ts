import type { EventFields, Level } from '../../operations.ts';

/** How a field is compared, with Sigma's word for it. */
export const modes = { is: '', contains: '|contains', startswith: '|startswith', any: '' } as const;
export type Mode = keyof typeof modes;
export const modeNames = ['is', 'contains', 'startswith', 'any'] as const satisfies readonly Mode[];

type Value = EventFields['fields'][number]['values'][number];

/** One condition of the rule: a field and what it is compared with. */
export interface Picked {
  readonly field: string;
  readonly mode: Mode;
  readonly values: readonly Value[];
}

export interface Draft {
  readonly title: string;
  readonly level: Level;
  readonly logsource: EventFields['logsource'];
  readonly picked: readonly Picked[];
}

/** The Sigma rule that a draft stands for; empty while nothing was picked. */
export function ruleText({ title, level, logsource, picked }: Draft): string {
  const conditions = picked.filter(({ values }) => values.some((value) => value !== ''));
  if (conditions.length === 0) return '';
  return [
    `title: ${scalar(title)}`,
    'logsource:',
    ...Object.entries(logsource).map(([part, value]) => `  ${part}: ${scalar(value)}`),
    'detection:',
    '  selection:',
    ...conditions.flatMap(lines),
    '  condition: selection',
    `level: ${level}`,
    '',
  ].join('\n');
}

function lines({ field, mode, values }: Picked): string[] {
  const name = scalar(`${field}${modes[mode]}`);
  const written = values.filter((value) => value !== '').map((value) => scalar(literally(value)));
  const [first, ...others] = written;
  if (others.length === 0) return [`    ${name}: ${first ?? ''}`];
  return [`    ${name}:`, ...written.map((value) => `      - ${value}`)];
}

/** The value in Sigma's notation, in which stars and question marks are wildcards unless a backslash stands before them. */
const literally = (value: Value): Value =>
  typeof value === 'string' ? value.replaceAll(/[\\*?]/g, (sign) => `\\${sign}`) : value;

/** A YAML scalar: plain where nothing can be misread, else in double quotes, whose escapes are those of JSON. */
function scalar(value: Value): string {
  if (typeof value !== 'string') return String(value);
  const isPlain =
    /^[A-Za-z][\w./@|-]*(?::[\w./@|-]+)*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
