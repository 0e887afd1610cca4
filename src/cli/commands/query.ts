import { z } from 'zod';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder, oneOf } from '../option.ts';
import { tableOf } from '../table.ts';
import { visible, visibleLines } from '../visible.ts';

const Options = z.object({ data: z.string().optional(), format: z.enum(['table', 'jsonl', 'csv']) });
const Answer = z.object({
  columns: z.array(z.object({ name: z.string() })),
  rows: z.array(z.array(z.unknown())),
  truncated: z.boolean(),
});
type Answer = z.infer<typeof Answer>;

/** `yagura query SQL`: asks the running server or the data folder. Read-only, Yagura's own tables only, with limits. */
const query: CommandFile = (program, context) => {
  const { say } = context;
  program
    .command('query')
    .description(
      say({
        en: 'Ask the lake in SQL (read-only; tables api_activity, network_activity, dns_activity, http_activity, occurrences, ...)',
        ja: 'ログに SQL で問い合わせる（読み取り専用。テーブルは api_activity、network_activity、dns_activity、http_activity、occurrences など）',
      }),
    )
    .argument('<sql>', say({ en: 'one SELECT', ja: 'SELECT 文 1 つ' }))
    .addOption(
      oneOf(
        '--format <format>',
        say({
          en: 'table (long values are cut), or whole as jsonl or csv',
          ja: 'table（長い値は切り詰める）、または全体を jsonl か csv で',
        }),
        Object.keys(forms),
        'table',
      ),
    )
    .addOption(dataFolder(say))
    .action((sql: string, options: unknown) => run(sql, Options.parse(options), context));
};
export default query;

async function run(sql: string, options: z.infer<typeof Options>, context: CommandContext): Promise<void> {
  await using machine = await context.operations(context.config({ data: options.data }));
  const answer = Answer.parse(await machine.call('yagura', 'RunQuery', { sql }));
  for (const line of forms[options.format](answer, context.terminal.columns)) context.terminal.out(line);
  if (answer.truncated)
    context.terminal.err(
      context.say({
        en: `Only the first ${answer.rows.length} rows are shown; raise query.rows to see more.`,
        ja: `最初の ${answer.rows.length} 行だけを表示しています。もっと見るには query.rows を増やしてください。`,
      }),
    );
}

const forms: Record<z.infer<typeof Options>['format'], (answer: Answer, width: number) => string[]> = {
  table: ({ columns, rows }, width) =>
    tableOf(
      columns.map(({ name }) => name),
      rows.map((row) => row.map(cellOf)),
      width,
    ),
  jsonl: ({ columns, rows }) =>
    rows.map((row) =>
      visible(JSON.stringify(Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])))),
    ),
  csv: ({ columns, rows }) => [columns.map(({ name }) => name), ...rows].map((row) => row.map(quoted).join(',')),
};

const cellOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);

const quoted = (value: unknown): string => `"${visibleLines(cellOf(value)).replaceAll('"', '""')}"`;
