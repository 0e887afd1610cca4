import { z } from 'zod';
import { textOf } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { importLines } from '../import-lines.ts';
import { dataFolder } from '../option.ts';
import { wholePath } from '../whole-path.ts';

const Options = z.object({ port: z.string().optional(), host: z.string().optional(), data: z.string().optional() });

/** `yagura serve [PATH...]`: the page, the operations and whatever is watched, until it is told to stop. */
const serve: CommandFile = (program, context) => {
  const { say } = context;
  program
    .command('serve')
    .description(
      say({
        en: 'Serve the page and the operations; reads PATHs first (files, folders, s3://bucket/prefix)',
        ja: '画面と操作を提供する。先に paths（ファイル、フォルダー、s3://バケット/プレフィックス）を読む',
      }),
    )
    .argument(
      '[paths...]',
      say({
        en: 'logs to open on; without any, a simulated month of a small company',
        ja: '最初に読むログ。なければ、小さな会社の 1 か月を再現した模擬データ',
      }),
    )
    .option('--port <port>', say({ en: 'port to listen on', ja: '待ち受けるポート' }))
    .option('--host <address>', say({ en: 'address to listen on', ja: '待ち受けるアドレス' }))
    .addOption(dataFolder(say))
    .action((paths: string[], options: unknown) => run(paths, Options.parse(options), context));
};
export default serve;

async function run(paths: readonly string[], options: z.infer<typeof Options>, context: CommandContext): Promise<void> {
  const { terminal } = context;
  const config = context.config({ data: options.data, web: { port: options.port, host: options.host } });
  const stopped = context.stopped(); // from here on, so that what opens is also closed
  await using serving = await context.serve(config, paths.map(wholePath));
  const say = words[config.language];
  if (serving.replaced !== undefined) terminal.out(say.replaced(serving.replaced));
  terminal.out(say.at(serving.url));
  terminal.out(say.signIn(serving.signInLink));
  if (serving.simulated) for (const line of say.simulated) terminal.out(line);
  void serving.ready.then(
    (report) => report && importLines(report, config.language).forEach((line) => terminal.out(line)),
    (error: unknown) => terminal.err(textOf(error)[config.language]),
  );
  await stopped;
  terminal.err(say.stopping);
}

const words = {
  en: {
    at: (url: string) => `Yagura is at ${url}`,
    signIn: (link: string) => `Sign in (this link works once): ${link}`,
    simulated: [
      'There are no logs yet, so you see a simulated month of a made-up company, with one incident hidden in it.',
      'To see your own: npm start -- PATH  (files, folders, s3://bucket/prefix), or drop files on the page under Sources.',
    ],
    replaced: (pid: number) =>
      `The server that showed the made-up company (process ${pid}) was ended; your own logs take its place.`,
    stopping: 'Stopping; what was read is kept.',
  },
  ja: {
    at: (url: string) => `Yagura を起動しました: ${url}`,
    signIn: (link: string) => `サインイン（このリンクは 1 回だけ使えます）: ${link}`,
    simulated: [
      'まだログがないため、架空の会社の 1 か月分の模擬データを表示しています。インシデントが 1 件隠れています。',
      '手元のログを見るには: npm start -- パス（ファイル、フォルダー、s3://バケット/プレフィックス）。または画面の「ログソース」にファイルをドロップしてください。',
    ],
    replaced: (pid: number) =>
      `架空の会社を表示していたサーバー（プロセス ${pid}）を終了し、手元のログの表示に切り替えました。`,
    stopping: '終了します。読み込んだ分は残っています。',
  },
} as const;
