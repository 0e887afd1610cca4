import { z } from 'zod';
import { issueText, stableId, type Text } from '#kernel';
import type { RuleDocument } from './documents.ts';
import { levels, type Described, type LogsourceOf } from './rule.ts';
import { Trouble } from './trouble.ts';

/** Keys of Sigma 2.1; what else a document holds is kept aside as it is. */
const known = new Set(
  `title id name related taxonomy status description license author references date modified logsource detection
   fields falsepositives level tags scope correlation filter generate`.split(/\s+/),
);

const words = z
  .union([z.array(z.union([z.string(), z.number(), z.null()])), z.string(), z.null()])
  .optional()
  .transform((given): string[] =>
    (Array.isArray(given) ? given : [given]).flatMap((item) =>
      item === null || item === undefined ? [] : [String(item)],
    ),
  );

const line = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((given) => (given === null || given === undefined ? undefined : String(given)));

const Attributes = z.object({
  title: z.string().trim().min(1).max(512),
  id: line,
  name: z.unknown().optional(),
  status: line,
  description: line,
  author: line,
  level: z.enum(levels).nullish(),
  tags: words,
  falsepositives: words,
  references: words,
  fields: words,
});

const remedies: Readonly<Record<string, Text>> = {
  title: {
    en: 'Give the rule a title: one line that says what it finds.',
    ja: '何を検出するかを 1 行で表す title を付けてください。',
  },
  level: { en: `Write one of: ${levels.join(', ')}.`, ja: `次のいずれかを書いてください: ${levels.join(', ')}` },
};

export const Mapping = z.record(z.string(), z.unknown());
export type Mapping = z.infer<typeof Mapping>;

/** What every document says of itself. Throws a Trouble at the attribute that cannot be used. */
export function attributesOf(
  content: Mapping,
  document: RuleDocument,
): Described & { readonly fields: readonly string[] } {
  const read = Attributes.safeParse(content);
  if (!read.success) throw troubleOf(read.error, content);
  const { name, id, status, author, level, ...rest } = read.data;
  const extra = Object.fromEntries(
    Object.entries(content).filter(
      ([key, value]) => !known.has(key) || (key === 'name' && typeof value === 'object' && value !== null),
    ),
  );
  return {
    ...rest,
    id: id ?? ownId(content),
    ...(typeof name === 'string' ? { name } : {}),
    ...(status === undefined ? {} : { status }),
    ...(author === undefined ? {} : { author }),
    description: rest.description ?? '',
    level: level ?? 'medium',
    file: document.file,
    line: document.line,
    extra,
  };
}

/** The id of a document that has none: the same wherever its file lies, as long as it looks for the same under the same title. */
export const ownId = (content: Mapping): string =>
  stableId('sigma', JSON.stringify(deciding.map((key) => content[key] ?? null)));

/** What makes two documents different rules. */
const deciding = 'id title logsource detection correlation filter window baseline sequence'.split(' ');

function troubleOf(error: z.ZodError, content: Mapping): Trouble {
  const [issue] = error.issues;
  const key = String(issue?.path[0] ?? '');
  const missing = content[key] === undefined || content[key] === null;
  const why = issue === undefined ? otherForm : issueText(issue);
  const sentence = missing
    ? { en: `"${key}" is missing.`, ja: `「${key}」がありません。` }
    : { en: `"${key}" cannot be used: ${why.en}.`, ja: `「${key}」を使えません（${why.ja}）。` };
  return new Trouble(
    sentence,
    remedies[key] ?? {
      en: `Write "${key}" as the Sigma specification says.`,
      ja: `「${key}」を Sigma の仕様に従って書いてください。`,
    },
    issue?.path.map((part) => (typeof part === 'number' ? part : String(part))),
  );
}

const otherForm = { en: 'it has another form', ja: '形式が違います' };

const part = z
  .string()
  .min(1)
  .transform((text) => text.trim().toLowerCase())
  .nullish();
const Logsource = z.object({ product: part, service: part, category: part });

/** The logsource of a rule or filter. Throws a Trouble when it names no log. */
export function logsourceOf(content: Mapping): LogsourceOf {
  const read = Logsource.safeParse(content['logsource']);
  const { product, service, category } = read.success ? read.data : {};
  if (!product && !service && !category) {
    throw new Trouble(
      { en: 'The rule does not say which log it speaks of.', ja: 'ルールの対象となるログが書かれていません。' },
      {
        en: 'Write a logsource with a product, service or category, such as: logsource: { product: aws, service: cloudtrail }.',
        ja: 'logsource に product、service、category のいずれかを書いてください。例: logsource: { product: aws, service: cloudtrail }',
      },
      ['logsource'],
    );
  }
  return { ...(product ? { product } : {}), ...(service ? { service } : {}), ...(category ? { category } : {}) };
}
