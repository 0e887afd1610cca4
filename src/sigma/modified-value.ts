import { rangeTest } from './addresses.ts';
import { dashVariants } from './encodings.ts';
import { limits } from './limits.ts';
import { exactText, patternOf } from './pattern.ts';
import { regexTest } from './regex.ts';
import { Trouble } from './trouble.ts';
import type { Where } from './tree.ts';
import { textValue, type Value } from './values.ts';

// What single modifiers make of a value (`modifiers.ts`). Each throws a Trouble for one that it cannot be put on.

/** `contains`, `startswith`, `endswith`: a number or truth is looked for as its text. */
export function whereOf(value: Value, where: Where): Value {
  if (value.kind === 'literal') return { ...textValue(String(value.literal)), where };
  return value.kind === 'text' || value.kind === 'bytes' || value.kind === 'reference' ? { ...value, where } : value;
}

/** `cased`. */
export function casedOf(value: Value): Value {
  if (value.kind === 'literal') return { ...textValue(String(value.literal)), cased: true };
  return value.kind === 'text' || value.kind === 'bytes' || value.kind === 'reference'
    ? { ...value, cased: true }
    : value;
}

/** `exists`: true or false, and nothing else. */
export function existsOf(value: Value): Value {
  if (value.kind !== 'literal' || typeof value.literal !== 'boolean') {
    throw new Trouble(
      {
        en: '"exists" says whether a field is there, but its value is neither true nor false.',
        ja: 'exists はフィールドの有無を表しますが、値が true でも false でもありません。',
      },
      { en: 'Write true or false, without quotes.', ja: 'true か false を引用符なしで書いてください。' },
    );
  }
  return { kind: 'finished', matcher: { kind: 'exists', present: value.literal } };
}

/** `everyone`: true or false, and nothing else. */
export function everyoneOf(value: Value): Value {
  if (value.kind !== 'literal' || typeof value.literal !== 'boolean')
    throw new Trouble(
      {
        en: '"everyone" says whether a policy lets anybody in, but its value is neither true nor false.',
        ja: 'everyone はポリシーが誰でも許可するかを表しますが、値が true でも false でもありません。',
      },
      { en: 'Write true or false, without quotes.', ja: 'true か false を引用符なしで書いてください。' },
    );
  return { kind: 'finished', matcher: { kind: 'everyone', isLetIn: value.literal } };
}

/** `re`. */
export function regexOf(value: Value): Value {
  const source = value.kind === 'text' ? value.text : value.kind === 'literal' ? String(value.literal) : '';
  regexTest(source, ''); // a bad one is told now, with its line
  return { kind: 'regex', source, flags: '' };
}

/** `cidr`: an address or a range. */
export function rangeValue(value: Value): Value {
  const range = value.kind === 'text' ? value.text : '';
  if (rangeTest(range) === undefined) {
    throw new Trouble(
      { en: `"${range}" is no range of addresses.`, ja: `「${range}」はアドレス範囲ではありません。` },
      {
        en: 'Write a network and its length, such as 10.0.0.0/8 or 2001:db8::/32.',
        ja: '10.0.0.0/8 や 2001:db8::/32 のように、ネットワークとプレフィックス長を書いてください。',
      },
    );
  }
  return { kind: 'finished', matcher: { kind: 'cidr', range } };
}

/** `fieldref`. */
export function referenceOf(value: Value): Value {
  if (value.kind !== 'text') return value;
  return { kind: 'reference', field: value.text, where: value.where, cased: value.cased };
}

/** `windash`. */
export function dashed(value: Value): readonly Value[] {
  if (value.kind !== 'text') return [value];
  const variants = dashVariants(value.text, limits.alternatives);
  if (variants) return variants.map((text) => ({ ...value, text }));
  throw new Trouble(
    {
      en: `"${value.text}" has so many dashes that "windash" makes more than ${limits.alternatives} values of it.`,
      ja: `「${value.text}」はダッシュが多く、windash によって値が ${limits.alternatives} 個を超えます。`,
    },
    { en: 'Name fewer flags in one value.', ja: '1 つの値に書くフラグを減らしてください。' },
  );
}

/** What comparisons and parts of dates take: a finite number, also one written as text. */
export function numberValue(value: Value): Extract<Value, { kind: 'number' }> {
  if (value.kind === 'number') return value;
  const given =
    value.kind === 'text' && value.text.trim() !== ''
      ? Number(value.text)
      : value.kind === 'literal'
        ? value.literal
        : undefined;
  if (typeof given === 'number' && Number.isFinite(given)) return { kind: 'number', compare: 'eq', than: given };
  throw new Trouble(
    {
      en: 'The value is no number, and this modifier compares numbers.',
      ja: 'この修飾子は数値を比較しますが、値が数値ではありません。',
    },
    { en: 'Write a number without quotes.', ja: '数値を引用符なしで書いてください。' },
  );
}

/** The text to encode; it may not hold wildcards, since they have no code. */
export function plainText(value: Value): string {
  if (value.kind === 'literal') return String(value.literal);
  if (value.kind !== 'text') return '';
  const exact = value.plain ? value.text : exactText(patternOf(value.text));
  if (exact !== undefined) return exact;
  throw new Trouble(
    {
      en: `"${value.text}" has wildcards, and a wildcard cannot be encoded.`,
      ja: `「${value.text}」にワイルドカードがあります。ワイルドカードはエンコードできません。`,
    },
    {
      en: String.raw`Remove them, or write \* and \? for the characters themselves.`,
      ja: String.raw`取り除くか、文字そのものを表す \* や \? と書いてください。`,
    },
  );
}

export const bytesOf = (value: Value): Buffer => (value.kind === 'bytes' ? value.bytes : Buffer.from(plainText(value)));
