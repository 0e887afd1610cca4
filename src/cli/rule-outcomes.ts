import {
  openJudge,
  testBaselines,
  testClaimed,
  testRules,
  testSequences,
  testWindows,
  type Claimed,
  type RuleOutcome,
} from '#detect';
import type { CommandContext, Library } from './context.ts';

/** Runs every test that stands in the rules. */
export async function everyOutcome(library: Library, context: CommandContext): Promise<RuleOutcome[]> {
  const { book, sources, knowledge } = library;
  const judge = openJudge(book, sources);
  return [
    ...testRules(book, sources),
    ...testBaselines(judge, knowledge),
    ...(await testSequences(judge, knowledge)),
    ...(await windowOutcomes(library, context)),
  ];
}

/** Runs the tests of these rules alone. */
export async function outcomesOf(
  rules: readonly Claimed[],
  library: Library,
  context: CommandContext,
): Promise<RuleOutcome[]> {
  await using place = context.scratch(context.config());
  const outcomes: RuleOutcome[] = [];
  for (const claimed of rules) {
    const own = await testClaimed(claimed, { ...library, scratch: place.open });
    if (own === undefined) tellUntried(1, context);
    else outcomes.push(...own);
  }
  return outcomes;
}

async function windowOutcomes({ book, sources }: Library, context: CommandContext): Promise<RuleOutcome[]> {
  if (book.windows.length === 0) return [];
  await using place = context.scratch(context.config());
  const lake = await place.open();
  if (lake !== undefined) return await testWindows(openJudge(book, sources), lake);
  tellUntried(book.windows.length, context);
  return [];
}

/** Windows are asked of a lake; where its engine is not installed they are not tried, and that is said. */
function tellUntried(windows: number, { terminal, say }: CommandContext): void {
  terminal.err(
    say({
      en: `Windows that were not tried: ${windows}. They need the engine. Install it with npm install chdb.`,
      ja: `試していない時間枠のルール: ${windows} 件。エンジンが必要です。npm install chdb でインストールしてください。`,
    }),
  );
}
