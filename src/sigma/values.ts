import type { Comparison } from './comparisons.ts';
import { literally, patternOf, within, type Pattern } from './pattern.ts';
import type { TimePart } from './time-parts.ts';
import type { Matcher, Where } from './tree.ts';

/** A value of a rule on its way through its modifiers. */
export type Value =
  /** `plain` text has no wildcards any more: it was encoded. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly plain: boolean;
      readonly where: Where;
      readonly cased: boolean;
    }
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly where: Where; readonly cased: boolean }
  | { readonly kind: 'literal'; readonly literal: number | boolean }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'finished'; readonly matcher: Exclude<Matcher, { kind: 'regex' | 'number' | 'reference' }> }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'number'; readonly compare: Comparison; readonly than: number; readonly part?: TimePart }
  | { readonly kind: 'reference'; readonly field: string; readonly where: Where; readonly cased: boolean };

export type ValueKind = Value['kind'];
export type TextValue = Extract<Value, { kind: 'text' }>;

export const textValue = (text: string): TextValue => ({
  kind: 'text',
  text,
  plain: false,
  where: 'equal',
  cased: false,
});

/** A value of YAML; undefined for maps and lists, which are no values. */
export function valueOf(scalar: unknown): Value | undefined {
  if (scalar === null || scalar === undefined) return { kind: 'nothing' };
  if (typeof scalar === 'string') return textValue(scalar);
  return typeof scalar === 'number' || typeof scalar === 'boolean' ? { kind: 'literal', literal: scalar } : undefined;
}

/** What a value has become after its last modifier. */
export function matcherOf(value: Value): Matcher {
  switch (value.kind) {
    case 'text':
      return {
        kind: 'text',
        pattern: placed(value.plain ? literally(value.text) : patternOf(value.text), value.where),
        cased: value.cased,
      };
    case 'bytes':
      return {
        kind: 'text',
        pattern: placed(literally(value.bytes.toString('latin1')), value.where),
        cased: value.cased,
      };
    case 'literal':
      return { kind: 'text', pattern: literally(String(value.literal)), cased: false };
    case 'nothing':
      return { kind: 'null' };
    case 'finished':
      return value.matcher;
    default:
      return value;
  }
}

const stars = {
  equal: ['', ''],
  startswith: ['', '*'],
  endswith: ['*', ''],
  contains: ['*', '*'],
} as const;

function placed(pattern: Pattern, where: Where): Pattern {
  const [before, after] = stars[where];
  return within(before, pattern, after);
}
