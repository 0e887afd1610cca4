import { z } from 'zod';
import { issuesText, Text, textLike } from '#kernel';
import { problemAt, type Described, type RuleProblem } from '#sigma';
import { judgementNames, judgements, type JudgementName } from './judgements.ts';
import { sheetNames, type SheetName } from './sheet.ts';
import { writtenAs } from './written-as.ts';

const threshold = z.union([z.number(), z.string(), z.array(z.number()).min(1), z.array(z.string()).min(1)]);

/** A figure that a window decides by, and why it is this one. */
const Threshold = z.strictObject({ is: threshold, why: z.string().min(1) });
export type Threshold = z.infer<typeof Threshold>;

const Span = textLike(/^[1-9]\d{0,3}[mhd]$/, {
  en: 'write a number and m, h or d, such as 1h',
  ja: '数字に m、h、d を付けて書いてください（例: 1h）',
});
const Thresholds = z.record(z.string().regex(/^[a-z][A-Za-z]*$/), Threshold);

/** The block as it is written; one that says `as` takes everything it leaves out from the rule with that id. */
const Block = z.strictObject({
  as: z.string().optional(),
  reads: z.enum(sheetNames).optional(),
  span: Span.optional(),
  step: Span.optional(),
  remembers: Span.optional(),
  thresholds: Thresholds.default({}),
  among: z.string().min(1).optional(),
  needs: z.record(z.string().regex(/^[a-z_]+$/), z.string().min(1)).optional(),
  finds: z.string().min(1).optional(),
  judge: z.enum(judgementNames).optional(),
  against: z.literal('lists').optional(),
  routine: z.literal('milder').optional(),
  says: Text.optional(),
});
type Block = z.infer<typeof Block>;

/** A detection over many events: SQL over a sheet of the lake, asked for every window of time. */
export interface Window extends Described {
  readonly reads: SheetName;
  readonly spanSeconds: number;
  /** How far one window begins after the other; what is no longer than the span less a step lies whole in one of them. */
  readonly stepSeconds: number;
  /** How long before its window `records` reaches back; 0 for a window without memory. Over kept sheets alone. */
  readonly memorySeconds: number;
  readonly thresholds: Readonly<Record<string, Threshold>>;
  /**
   * A condition in SQL over `records`: true for every record that could matter to what fires, and cheap. Only the rows
   * of these are made. Left out, all records may matter. See docs/decisions/0014.
   */
  readonly among: string | undefined;
  /** Columns and the text that one of them must hold in some event; where none does, nothing fires. */
  readonly needs?: Readonly<Record<string, string>>;
  /** A SELECT over the sheet that groups by `cell`, the beginning of a window. See docs/decisions/0014. */
  readonly finds: string;
  /** What looks once more at each row, where SQL cannot tell. */
  readonly judge?: JudgementName;
  /** True when the SELECT joins `listed`: whom the sheet speaks of and who stands on a list (`ListedContact`). */
  readonly listed: boolean;
  /** True when a finding comes down a level where it is found regularly (`gradedByRoutine`, decision 0029). */
  readonly routine: boolean;
  /** What was measured, as a sentence with `{{column}}` places. */
  readonly says: Text;
}

/** Windows that can be asked; what is wrong with the others is added to the problems. */
export function readWindows(
  described: readonly Described[],
  isOwn: (file: string) => boolean,
  problems: RuleProblem[],
): Window[] {
  const blocks = new Map(described.map((one) => [one.id, Block.safeParse(one.extra['window'])]));
  return described.flatMap((one) => {
    const window = isOwn(one.file) ? readWindow(one, blocks) : foreign;
    if (!('sentence' in window)) return [window];
    const { sentence, remedy } = window;
    const whole = { en: `The window "${one.title}" ${sentence.en}.`, ja: `window「${one.title}」${sentence.ja}。` };
    problems.push(problemAt(one, { sentence: whole, remedy }));
    return [];
  });
}

interface Trouble {
  /** What follows the name of the window. */
  readonly sentence: Text;
  readonly remedy: Text;
}

const foreign: Trouble = {
  sentence: {
    en: 'did not come with Yagura, and its SQL could read and write everything',
    ja: 'は Yagura に付属するものではなく、その SQL はあらゆるデータを読み書きできてしまいます',
  },
  remedy: {
    en: 'Write a correlation of Sigma 2.1 instead.',
    ja: '代わりに Sigma 2.1 の correlation を書いてください。',
  },
};

const remedy = writtenAs('recon-port-scan.yml');

type Blocks = ReadonlyMap<string, z.ZodSafeParseResult<Block>>;

function readWindow(described: Described, blocks: Blocks): Window | Trouble {
  const read = blocks.get(described.id);
  if (read?.success !== true) return { sentence: unusable(told(read?.error)), remedy };
  if (read.data.as === undefined) return windowOf(described, read.data);
  const model = blocks.get(read.data.as);
  if (model?.success !== true)
    return {
      sentence: {
        en: `is as ${read.data.as}, which is no window`,
        ja: ` の as が指す ${read.data.as} は window ではありません`,
      },
      remedy: { en: 'Name the id of another window.', ja: '別の window の id を書いてください。' },
    };
  return windowOf(described, merged(model.data, read.data));
}

const unusable = (why: Text): Text => ({ en: `cannot be used: ${why.en}`, ja: `を使えません（${why.ja}）` });
const incomplete: Text = {
  en: 'lacks one of reads, span, finds, says',
  ja: 'に reads、span、finds、says のいずれかがありません',
};
const uneven: Text = {
  en: 'has a span that is no multiple of its step',
  ja: 'の span が step の倍数になっていません',
};

const told = (error: z.ZodError | undefined): Text =>
  error === undefined
    ? { en: 'it has another form', ja: '形式が違います' }
    : issuesText(error, { whole: { en: 'window', ja: 'window' } });

const merged = (model: Block, own: Block): Block => ({
  ...model,
  ...own,
  thresholds: { ...model.thresholds, ...own.thresholds },
});

function windowOf(
  described: Described,
  { reads, span, step, remembers, thresholds, among, needs, finds, says, judge, against, routine }: Block,
): Window | Trouble {
  if (reads === undefined || span === undefined || finds === undefined || says === undefined)
    return { sentence: incomplete, remedy };
  const trouble = thresholdTrouble([among, finds].join(' '), thresholds, judge);
  if (trouble !== undefined) return { sentence: trouble, remedy };
  const spanSeconds = secondsOf(span);
  const stepSeconds = secondsOf(step ?? span);
  if (spanSeconds % stepSeconds !== 0) return { sentence: uneven, remedy };
  return {
    ...described,
    reads,
    spanSeconds,
    stepSeconds,
    memorySeconds: memoryOf(remembers),
    thresholds,
    finds,
    says,
    listed: against === 'lists',
    routine: routine === 'milder',
    among,
    ...(needs === undefined ? {} : { needs }),
    ...(judge === undefined ? {} : { judge }),
  };
}

const memoryOf = (remembers: Block['remembers']): number => (remembers === undefined ? 0 : secondsOf(remembers));

/** Every threshold that is asked for is declared, and the other way round. */
function thresholdTrouble(sql: string, thresholds: Block['thresholds'], judge: Block['judge']): Text | undefined {
  const asked = [...sql.matchAll(/\{(\w+):/g)].map(([, name = '']) => name);
  const named = new Set<string>([...asked, ...(judge === undefined ? [] : judgements[judge].asks)]);
  const undeclared = [...named].find((name) => !(name in thresholds));
  if (undeclared !== undefined)
    return {
      en: `asks for the threshold ${undeclared}, which it does not declare`,
      ja: `が求めるしきい値 ${undeclared} が宣言されていません`,
    };
  const idle = Object.keys(thresholds).find((name) => !named.has(name));
  if (idle === undefined) return undefined;
  return {
    en: `declares the threshold ${idle}, which it does not ask for`,
    ja: `が宣言するしきい値 ${idle} は使われていません`,
  };
}

const unitSeconds: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 };

const secondsOf = (span: string): number => Number(span.slice(0, -1)) * (unitSeconds[span.slice(-1)] ?? 1);
