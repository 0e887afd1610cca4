import { z } from 'zod';
import { Text, type Language } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { categoryInWords, inWords } from '../codes.ts';
import { dataFolder, dataOf } from '../option.ts';
import { tableOf } from '../table.ts';
import { visible } from '../visible.ts';

/** `yagura intel list|update|lookup`: lists of addresses and domains. */
const intel: CommandFile = (program, context) => {
  const { say } = context;
  const group = program.command('intel').description(
    say({
      en: 'Threat lists: list them, renew feeds, look something up',
      ja: '脅威リスト: 一覧、フィードの更新、照会',
    }),
  );
  group
    .command('list')
    .description(
      say({
        en: 'List every list: those that come with Yagura, feeds, and those that people gave',
        ja: 'すべてのリスト（同梱、フィード、登録されたもの）を一覧する',
      }),
    )
    .addOption(dataFolder(say))
    .action((options: unknown) => list(dataOf(options), context));
  group
    .command('update')
    .description(
      say({
        en: 'Fetch feeds: AWS address ranges, Tor relays, DoH resolvers, and those of the configuration (intel.feeds)',
        ja: 'フィードを取得する: AWS の IP アドレス範囲、Tor リレー、DoH リゾルバー、設定（intel.feeds）のもの',
      }),
    )
    .argument('[names...]', say({ en: 'fetch these alone', ja: 'これだけを取得する' }))
    .addOption(dataFolder(say))
    .action((names: string[], options: unknown) => update(names, dataOf(options), context));
  group
    .command('lookup')
    .description(
      say({
        en: 'Say on which lists an address or a domain stands',
        ja: 'アドレスやドメインがどのリストにあるかを示す',
      }),
    )
    .argument('<value>', say({ en: 'an address or a domain', ja: 'アドレスまたはドメイン' }))
    .addOption(dataFolder(say))
    .action((value: string, options: unknown) => lookUp(value, dataOf(options), context));
};
export default intel;

async function ask<T>(context: CommandContext, data: string | undefined, asked: Asked<T>): Promise<T> {
  await using machine = await context.operations(context.config({ data }));
  return asked.answer.parse(await machine.call('yagura', asked.operation, asked.input));
}

interface Asked<T> {
  readonly operation: string;
  readonly input: object;
  readonly answer: z.ZodType<T>;
}

const List = z.object({
  name: z.string(),
  from: z.string(),
  kind: z.string(),
  category: z.string(),
  entries: z.number(),
  inForce: z.boolean(),
  date: z.string(),
  title: Text,
  problem: Text.optional(),
});
const Lists = z.object({ lists: z.array(List), formats: z.array(z.string()), categories: z.array(z.string()) });

async function list(data: string | undefined, context: CommandContext): Promise<void> {
  const { lists, formats, categories } = await ask(context, data, { operation: 'ListLists', input: {}, answer: Lists });
  const { terminal, language } = context;
  const { header } = words[language];
  for (const line of tableOf(
    header,
    lists.map((one) => cells(one, language)),
    terminal.columns,
  ))
    terminal.out(visible(line));
  const everyFormat = formats.join(', ');
  const everyCategory = categories.map((one) => withWord(one, language)).join(', ');
  terminal.out(
    context.say({
      en: `Formats of feeds: ${everyFormat}. Categories: ${everyCategory}.`,
      ja: `フィードの形式: ${everyFormat}。分類: ${everyCategory}。`,
    }),
  );
}

/** The configuration takes the code itself, so both stand there. */
const withWord = (category: string, language: Language): string => {
  const word = categoryInWords(category, language);
  return word.toLowerCase() === category ? category : `${category}（${word}）`;
};

const words = {
  en: {
    header: ['list', 'from', 'kind', 'category', 'entries', 'date', 'state'],
    found: ['list', 'kind', 'category', 'entry', 'it says'],
    never: 'never fetched',
    inForce: 'in force',
    notInForce: 'not in force',
  },
  ja: {
    header: ['リスト', '由来', '種類', '分類', '件数', '日付', '状態'],
    found: ['リスト', '種類', '分類', 'エントリ', '内容'],
    never: '未取得',
    inForce: '有効',
    notInForce: '無効',
  },
} as const;

const cells = (list: z.infer<typeof List>, language: Language): string[] => [
  titled(list, language),
  inWords(list.from, language),
  inWords(list.kind, language),
  categoryInWords(list.category, language),
  String(list.entries),
  list.date || words[language].never,
  [words[language][list.inForce ? 'inForce' : 'notInForce'], list.problem?.[language]].filter(Boolean).join(': '),
];

/** A feed is asked for by its name, so that stands beside its title. */
function titled({ from, name, title }: z.infer<typeof List>, language: Language): string {
  const said = title[language];
  return from === 'yagura' || said === name ? said : `${said}（${name}）`;
}

const Updated = z.object({
  feeds: z.array(z.object({ name: z.string(), entries: z.number(), problem: Text.optional() })),
});

async function update(names: readonly string[], data: string | undefined, context: CommandContext): Promise<void> {
  const input = names.length === 0 ? {} : { names };
  const { feeds } = await ask(context, data, { operation: 'UpdateFeeds', input, answer: Updated });
  const { language } = context;
  for (const { name, entries, problem } of feeds)
    if (problem === undefined) context.terminal.out(visible(renewed(name, entries)[language]));
    else context.terminal.err(visible(`${name}: ${problem[language]} ${stays(entries)[language]}`));
  if (feeds.some(({ problem }) => problem !== undefined)) context.exitWith(1);
}

const renewed = (name: string, entries: number): Text => ({
  en: `${name}: ${entries} entries are in force.`,
  ja: `${name}: ${entries} 件のエントリが有効です。`,
});

const stays = (entries: number): Text =>
  entries === 0
    ? { en: 'Nothing of it is in force.', ja: '有効なエントリはありません。' }
    : {
        en: `Its old content stays in force (${entries} entries).`,
        ja: `以前の内容（${entries} 件）を引き続き使います。`,
      };

const Matches = z.object({
  matches: z.array(
    z.object({ title: Text, kind: z.string(), category: z.string(), entry: z.string(), threat: z.string() }),
  ),
});

async function lookUp(value: string, data: string | undefined, context: CommandContext): Promise<void> {
  const { matches } = await ask(context, data, { operation: 'LookupIndicator', input: { value }, answer: Matches });
  const { terminal, language } = context;
  if (matches.length === 0) {
    const said = { en: `${value} is on no list.`, ja: `${value} はどのリストにもありません。` };
    return terminal.out(visible(context.say(said)));
  }
  const rows = matches.map(({ title, kind, category, entry, threat }) => [
    title[language],
    inWords(kind, language),
    categoryInWords(category, language),
    entry,
    threat,
  ]);
  for (const line of tableOf(words[language].found, rows, terminal.columns)) terminal.out(visible(line));
}
