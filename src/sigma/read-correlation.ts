import { z } from 'zod';
import { issuesText, type Text } from '#kernel';
import { attributesOf, Mapping } from './attributes.ts';
import { comparisons, type Comparison } from './comparisons.ts';
import type { RuleDocument } from './documents.ts';
import { limits } from './limits.ts';
import { correlationTypes, type Correlation, type CorrelationCondition, type CorrelationType } from './rule.ts';
import { below, Trouble } from './trouble.ts';

/** What a type needs below `condition`, and what holds when it says nothing. */
const needs: Readonly<Record<CorrelationType, { readonly field: boolean; readonly bounds: boolean }>> = {
  event_count: { field: false, bounds: true },
  value_count: { field: true, bounds: true },
  temporal: { field: false, bounds: false },
  temporal_ordered: { field: false, bounds: false },
  value_sum: { field: true, bounds: true },
  value_avg: { field: true, bounds: true },
  value_percentile: { field: true, bounds: true },
};

const oneOrMore = z.union([
  z.array(z.string().min(1)),
  z
    .string()
    .min(1)
    .transform((one) => [one]),
]);

const Block = z.object({
  type: z.enum(correlationTypes),
  rules: oneOrMore
    .pipe(z.array(z.string()).min(1).max(limits.correlatedRules))
    .refine((rules) => new Set(rules).size === rules.length),
  'group-by': oneOrMore.nullish(),
  timespan: z.string().regex(/^[1-9]\d{0,5}[smhd]$/),
  condition: z.unknown().optional(),
  aliases: z.record(z.string(), z.record(z.string(), z.string())).nullish(),
  generate: z.boolean().nullish(),
});

const remedies: Readonly<Record<string, Text>> = {
  type: {
    en: `Write one of: ${correlationTypes.join(', ')}.`,
    ja: `次のいずれかを書いてください: ${correlationTypes.join(', ')}`,
  },
  rules: {
    en: `Write a list of 1 to ${limits.correlatedRules} ids or names of rules, each once.`,
    ja: `ルールの id か名前を、重複なく 1～${limits.correlatedRules} 個のリストで書いてください。`,
  },
  timespan: {
    en: 'Write a number and s, m, h or d, such as 10m.',
    ja: '10m のように、数字と s、m、h、d のいずれかを書いてください。',
  },
  'group-by': { en: 'Write a list of fields.', ja: 'フィールドのリストを書いてください。' },
  aliases: {
    en: 'Write for each alias a map from the name of a rule to the field in its events.',
    ja: 'エイリアスごとに、ルールの名前とイベントのフィールドの対応を書いてください。',
  },
  generate: { en: 'Write true or false.', ja: 'true か false を書いてください。' },
};

/** Reads a document with a `correlation`; its rules are still named as written. Throws a Trouble. */
export function readCorrelation(content: Mapping, document: RuleDocument): Correlation {
  const attributes = attributesOf(content, document);
  const block = Block.safeParse(content['correlation']);
  if (!block.success) throw troubleOf(block.error);
  const { type, rules, timespan, aliases, generate } = block.data;
  return {
    ...attributes,
    type,
    rules,
    groupBy: block.data['group-by'] ?? [],
    timespanSeconds: secondsOf(timespan),
    condition: below(['correlation', 'condition'], () => conditionOf(type, rules.length, block.data.condition)),
    aliases: aliases ?? {},
    generate: generate ?? content['generate'] === true,
  };
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

const secondsOf = (timespan: string): number => Number(timespan.slice(0, -1)) * (unitSeconds[timespan.slice(-1)] ?? 1);

const bound = z.number().optional();
const Condition = z.strictObject({
  lt: bound,
  lte: bound,
  gt: bound,
  gte: bound,
  eq: bound,
  neq: bound,
  field: oneOrMore.optional(),
  percentile: z.number().min(0).max(100).optional(),
});

function unusableCondition(error: z.ZodError): Trouble {
  const why = issuesText(error, { whole: { en: 'condition', ja: 'condition' } });
  const names = Object.keys(comparisons);
  return new Trouble(
    {
      en: `The condition of the correlation cannot be used: ${why.en}.`,
      ja: `correlation の condition を使えません（${why.ja}）。`,
    },
    {
      en: `Write bounds with a number (${names.join(', ')}), and for values the field.`,
      ja: `数値の境界（${names.join('、')}）を書き、値を扱う種類では field も書いてください。`,
    },
  );
}

function conditionOf(type: CorrelationType, ruleCount: number, given: unknown): CorrelationCondition {
  const everyRule: CorrelationCondition = { bounds: [{ compare: 'gte', than: ruleCount }], fields: [] };
  if (given === undefined || given === null) {
    if (needs[type].bounds) throw noBound;
    return everyRule;
  }
  const read = Condition.safeParse(given);
  if (!read.success) {
    throw unusableCondition(read.error);
  }
  const { field, percentile, ...rest } = read.data;
  const bounds = boundsOf(rest);
  refuseUnusable(type, ruleCount, bounds, field);
  return {
    bounds: bounds.length === 0 ? everyRule.bounds : bounds,
    fields: field ?? [],
    ...(percentile === undefined ? {} : { percentile }),
  };
}

const noBound = new Trouble(
  { en: 'The condition of the correlation has no bound.', ja: 'correlation の condition に境界がありません。' },
  {
    en: 'Write one below condition:, such as gte: 10.',
    ja: 'condition: の下に gte: 10 のように書いてください。',
  },
);

type Bounds = CorrelationCondition['bounds'];

function refuseUnusable(
  type: CorrelationType,
  ruleCount: number,
  bounds: Bounds,
  field: readonly string[] | undefined,
): void {
  if (bounds.length === 0 && needs[type].bounds) throw noBound;
  if (needs[type].field && field === undefined) throw noField(type);
  const holdsForAll = bounds.every(({ compare, than }) => comparisons[compare].holds(ruleCount, than));
  if (type === 'temporal_ordered' && !holdsForAll) throw incompleteOrder;
}

const noField = (type: CorrelationType): Trouble =>
  new Trouble(
    { en: `${type} needs the field whose values it looks at.`, ja: `${type} には、値を調べるフィールドが必要です。` },
    { en: 'Write field: and its name below condition:.', ja: 'condition: の下に field: とその名前を書いてください。' },
  );

const incompleteOrder = new Trouble(
  {
    en: 'An order has all of its rules, so the condition can never hold.',
    ja: '順序にはすべてのルールが含まれるため、この condition は成立しません。',
  },
  {
    en: 'Leave the condition out, or use the type temporal.',
    ja: 'condition を省くか、種類を temporal にしてください。',
  },
);

const boundsOf = (bounds: Readonly<Partial<Record<Comparison, number | undefined>>>): Bounds =>
  Object.keys(comparisons).flatMap((name) => {
    const compare = isComparison(name) ? name : undefined;
    const than = compare && bounds[compare];
    return compare === undefined || than === undefined ? [] : [{ compare, than }];
  });

const isComparison = (name: string): name is Comparison => Object.hasOwn(comparisons, name);

function troubleOf(error: z.ZodError): Trouble {
  const [issue] = error.issues;
  const key = String(issue?.path[0] ?? '');
  const sentence =
    key === ''
      ? { en: 'The correlation is no map.', ja: 'correlation がマップになっていません。' }
      : {
          en: `"${key}" of the correlation is missing or cannot be used.`,
          ja: `correlation の「${key}」がないか、使えません。`,
        };
  return new Trouble(
    sentence,
    remedies[key] ?? { en: 'Write it as the Sigma specification says.', ja: 'Sigma の仕様に従って書いてください。' },
    ['correlation', ...(key === '' ? [] : [key])],
  );
}
