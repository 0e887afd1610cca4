import { constants } from 'node:fs';
import { access, mkdir, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Fault, textOf, type Config, type Text } from '#kernel';
import type { CommandContext, CommandFile, ScratchPlace } from '../context.ts';
import { dataFolder as dataOption } from '../option.ts';
import { problemLine } from '../rule-problems.ts';
import { visible } from '../visible.ts';

const Options = z.object({ data: z.string().optional() });

/** One thing that must hold: what was looked at, and a sentence with the remedy when it does not. */
interface Check {
  readonly name: Text;
  /** What is there. Throws a fault of what is wrong and how to mend it. */
  readonly look: (config: Config, context: CommandContext) => Promise<Text>;
}

/** `yagura doctor`: looks at everything that Yagura needs and says what is wrong and how to mend it. */
const doctor: CommandFile = (program, context) => {
  const { say } = context;
  program
    .command('doctor')
    .description(
      say({
        en: 'Look at everything that Yagura needs, and say how to mend what is wrong',
        ja: 'Yagura に必要なものをすべて調べ、問題があれば直し方を示す',
      }),
    )
    .addOption(dataOption(say))
    .action((options: unknown) => run(Options.parse(options), context));
};
export default doctor;

async function run(options: z.infer<typeof Options>, context: CommandContext): Promise<void> {
  const { say, terminal } = context;
  const config = context.config({ data: options.data });
  for (const { name, look } of checks) {
    try {
      terminal.out(visible(`ok     ${say(name)}: ${say(await look(config, context))}`));
    } catch (error) {
      terminal.out(visible(`${say({ en: 'WRONG ', ja: '問題あり' })} ${say(name)}: ${say(textOf(error))}`));
      context.exitWith(1);
    }
  }
}

const checks: readonly Check[] = [
  { name: same('Node'), look: () => Promise.resolve(nodeVersion(process.versions.node)) },
  { name: { en: 'Data folder', ja: 'データフォルダー' }, look: ({ data }) => dataFolder(data) },
  { name: { en: 'Room on the disk', ja: 'ディスク' }, look: ({ data }) => room(data) },
  { name: { en: 'Rules', ja: 'ルール' }, look: rules },
  { name: { en: 'Lake and store', ja: 'データベース' }, look: databases },
  { name: { en: 'Clock', ja: '時計' }, look: clockOf },
  { name: { en: 'Port', ja: 'ポート' }, look: port },
];

function same(words: string): Text {
  return { en: words, ja: words };
}

function nodeVersion(version: string): Text {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return same(version);
  throw new Fault('Unsupported', {
    en: `${version} is too old; install Node 20.19 or newer from nodejs.org.`,
    ja: `${version} は古すぎます。nodejs.org から Node 20.19 以降をインストールしてください。`,
  });
}

async function dataFolder(folder: string): Promise<Text> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK);
  } catch (error) {
    const said = {
      en: `${folder} cannot be written: ${textOf(error).en}. Make it yours with chown or chmod, or choose another with --data.`,
      ja: `${folder} に書き込めません（${textOf(error).ja}）。chown か chmod で書き込めるようにするか、--data で別のフォルダーを指定してください。`,
    };
    throw new Fault('Unavailable', said, { cause: error });
  }
  return same(folder);
}

const enough = 2_000_000_000;

async function room(folder: string): Promise<Text> {
  const { bavail, bsize } = await statfs(await nearest(folder));
  const free = bavail * bsize;
  const amount = `${(free / 1_000_000_000).toFixed(1)} GB`;
  if (free >= enough) return { en: `${amount} free`, ja: `空き ${amount}` };
  throw new Fault('Unavailable', {
    en: `${amount} free in ${folder}; free at least 2 GB, or choose another folder with --data.`,
    ja: `${folder} の空きが ${amount} しかありません。2 GB 以上空けるか、--data で別のフォルダーを指定してください。`,
  });
}

/** The folder, or what there is of the way to it. */
async function nearest(folder: string): Promise<string> {
  const there = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return there || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

async function rules(config: Config, context: CommandContext): Promise<Text> {
  const { book } = await context.library(config);
  const [problem] = book.problems;
  const count = book.all.filter(({ type }) => type !== '').length; // as `rules list` counts: without signals
  if (problem === undefined) return { en: `${count} are in force`, ja: `${count} 件が有効です` };
  throw new Fault('BadRule', {
    en: `${book.problems.length} cannot be used, the first ${problemLine(problem, 'en')}`,
    ja: `${book.problems.length} 件が使えません。最初のもの: ${problemLine(problem, 'ja')}`,
  });
}

/** Looked at without making a data folder: `serve` takes one that has a lake for somebody's logs. */
async function databases(config: Config, context: CommandContext): Promise<Text> {
  try {
    await using machine = await context.operations(config);
    const { lake, store } = System.parse(await machine.call('yagura', 'GetSystem', {}));
    const engine = engines[lake.place];
    const kinds = { en: `${engine.en}, ${stores[store.dialect]}`, ja: `${engine.ja}、${stores[store.dialect]}` };
    if (!machine.running) return kinds;
    return {
      en: `${kinds.en}, open by the server at ${machine.url}`,
      ja: `${kinds.ja}（${machine.url} のサーバーが開いています）`,
    };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'NotFound') throw error;
    const { url } = config.lake;
    return url === undefined ? engine(context.scratch(config)) : server(url, context);
  }
}

const engines = {
  'in process': { en: 'ClickHouse in process', ja: 'プロセス内の ClickHouse' },
  server: { en: 'ClickHouse server', ja: 'ClickHouse サーバー' },
} as const;
const stores = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

async function engine(place: ScratchPlace): Promise<Text> {
  await using scratch = place;
  if ((await scratch.open()) !== undefined)
    return { en: 'nothing is kept yet; the engine works', ja: 'まだ何も保存されていません。エンジンは動きます' };
  throw new Fault('Unavailable', {
    en: 'chdb is not installed; npm install chdb, or name a ClickHouse server in lake.url.',
    ja: 'chdb がインストールされていません。npm install chdb を実行するか、lake.url で ClickHouse サーバーを指定してください。',
  });
}

async function server(url: string, context: CommandContext): Promise<Text> {
  await using _ = await context.lakeServer(url);
  return {
    en: 'nothing is kept yet; ClickHouse answers',
    ja: 'まだ何も保存されていません。ClickHouse は応答しています',
  };
}

/** Whether it moved so far since Yagura last ran that nothing is dropped for its age. */
async function clockOf(config: Config, context: CommandContext): Promise<Text> {
  const doubted = await clockDoubt(config, context);
  if (doubted !== undefined) throw new Fault('Unavailable', doubted);
  return same(context.clock.now().toISOString());
}

async function clockDoubt(config: Config, context: CommandContext): Promise<Text | undefined> {
  try {
    await using machine = await context.operations(config);
    return System.parse(await machine.call('yagura', 'GetSystem', {})).clock;
  } catch {
    return undefined; // without data nothing is dropped; what keeps it from being opened is told above
  }
}

const System = z.object({
  clock: z.object({ en: z.string(), ja: z.string() }).optional(),
  lake: z.object({ place: z.enum(['in process', 'server']) }),
  store: z.object({ dialect: z.enum(['sqlite', 'postgres']) }),
});

async function port({ web, data }: Config, context: CommandContext): Promise<Text> {
  try {
    return await free(web);
  } catch (error) {
    const machine = await context.administration(context.config({ data })).catch(() => undefined);
    await machine?.[Symbol.asyncDispose]();
    if (machine?.running && machine.url.endsWith(`:${web.port}`))
      return { en: `Yagura answers at ${machine.url}`, ja: `${machine.url} で Yagura が応答しています` };
    throw error;
  }
}

function free({ port: number, host }: Config['web']): Promise<Text> {
  const at = `${host}:${number}`;
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) =>
      reject(
        new Fault('Unavailable', {
          en: `${at} cannot be listened on: ${textOf(error).en}. Stop what uses it, or choose another with: yagura serve --port`,
          ja: `${at} で待ち受けられません（${textOf(error).ja}）。使っているものを止めるか、yagura serve --port で別のポートを指定してください`,
        }),
      ),
    );
    server.listen(number, host, () => server.close(() => resolve({ en: `${at} is free`, ja: `${at} は空いています` })));
  });
}
