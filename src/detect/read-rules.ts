import { Guide } from '#attack';
import type { TextFile } from '#kernel';
import { parseRules, type Described, type ParsedRules } from '#sigma';

/** Guides by the id of their rule. */
export type Guides = Readonly<Record<string, Guide>>;

/** Rules as they are kept: those guides that are complete stand apart, for to check them takes longer than to read them. */
export interface ReadRules {
  readonly parsed: ParsedRules;
  readonly guides: Guides;
}

/** Reads files of rules with their guides. */
export function readRules(files: readonly TextFile[]): ReadRules {
  const parsed = parseRules(files);
  const guides: Record<string, Guide> = {};
  const apart = <Rule extends Described>(rule: Rule): Rule => {
    const { block, rest } = guideBlock(rule);
    const guide = Guide.safeParse(block);
    if (!guide.success) return rule;
    guides[rule.id] = guide.data;
    return { ...rule, extra: rest };
  };
  return {
    parsed: {
      rules: parsed.rules.map(apart),
      correlations: parsed.correlations.map(apart),
      windows: parsed.windows.map(apart),
      problems: parsed.problems,
    },
    guides,
  };
}

const guideKeys = new Set(Object.keys(Guide.shape));

/** The attributes of a rule that are its guide, and the others. */
export function guideBlock({ extra }: Described) {
  const all = Object.entries(extra);
  return {
    block: Object.fromEntries(all.filter(([key]) => guideKeys.has(key))),
    rest: Object.fromEntries(all.filter(([key]) => !guideKeys.has(key))),
  };
}
