// How the command line of this machine reads logs.
import type { Importer } from '#cli';
import type { Clock, Config, Text } from '#kernel';
import type { WholePlatform } from './compose.ts';
import { handOver, type Handing } from './hand-over.ts';
import { runningServer, type Running } from './running-server.ts';

/**
 * By the server that has the data folder open, or in this process when none has: the engine of the lake lets only one
 * process in. A server that shows the made-up company has another folder open, which is for nobody's logs.
 * `abandon` ends the process in the middle of reading: what was acknowledged is kept, whatever the moment.
 */
export async function openImporter(config: Config, clock: Clock, abandon: () => void): Promise<Importer> {
  const running = await runningServer(config.data);
  if (running !== undefined && !running.simulated) return throughServer(running, config);
  return inThisProcess(await (await import('./compose.ts')).openPlatform(config, clock), abandon, running);
}

function inThisProcess(platform: WholePlatform, abandon: () => void, running: Running | undefined): Importer {
  let isReading = false;
  return {
    remarksOn: () => (running === undefined ? [] : [besideExample(running)]),
    left: () => endedHere,
    ingest: async (inputs, progress) => {
      isReading = true;
      try {
        return await platform.ingest(inputs, progress);
      } finally {
        isReading = false;
      }
    },
    [Symbol.asyncDispose]: async () => (isReading ? abandon() : await platform[Symbol.asyncDispose]()),
  };
}

const endedHere: Text = {
  en: 'Ended before all was read. What was read is kept; the same command again goes on with the rest.',
  ja: '読み込みの途中で終了しました。読み込んだ分は保存されています。同じコマンドをもう一度実行すると、残りを読み込みます。',
};

const besideExample = ({ url, pid }: Running): Text => ({
  en: `The server at ${url} shows the made-up company, which these logs do not mix with. To see them: yagura serve, or npm start; that takes the place of it (process ${pid}).`,
  ja: `${url} のサーバーは架空の会社を表示しており、このログとは混ざりません。見るには yagura serve か npm start を実行してください。そのサーバー（プロセス ${pid}）に代わって、手元のログを表示します。`,
});

const fromBucket = ({ url }: Running): Text => ({
  en: `The server at ${url} reads what lies in S3: with its own credentials, and with ingest.region and ingest.s3Endpoint of its own configuration.`,
  ja: `S3 にあるものは ${url} のサーバーが、サーバー自身の認証情報と設定（ingest.region、ingest.s3Endpoint）で読みます。`,
});

function throughServer(running: Running, { data }: Config): Importer {
  const handing: Handing = { state: 'before' };
  const leaving = new AbortController();
  return {
    remarksOn: (inputs) => (inputs.some((input) => input.startsWith('s3://')) ? [fromBucket(running)] : []),
    left: () => lefts[handing.state](running.url),
    ingest: (inputs, progress) =>
      handOver({ inputs, progress, handing, signal: leaving.signal, folder: data }, running),
    [Symbol.asyncDispose]: () => Promise.resolve(leaving.abort()),
  };
}

const howFar: Text = {
  en: 'Its page shows how far it is, and so does: yagura call yagura GetStatus',
  ja: '進み具合は画面か、yagura call yagura GetStatus で確認できます。',
};

/** What goes on when the command ends, by how much was handed over. */
const lefts: Readonly<Record<Handing['state'], (url: string) => Text>> = {
  before: (url) => ({
    en: `Nothing had been handed over to the server at ${url} yet, so nothing is read.`,
    ja: `${url} のサーバーにはまだ何も渡していないため、何も読み込まれません。`,
  }),
  sending: (url) => ({
    en: `Standard input had not come to its end, so nothing of it is read. The server at ${url} goes on with the rest. ${howFar.en}`,
    ja: `標準入力が終わっていなかったため、標準入力は読み込まれません。残りは ${url} のサーバーが読み続けます。${howFar.ja}`,
  }),
  whole: (url) => ({
    en: `The server at ${url} goes on reading; only this command ends. ${howFar.en}`,
    ja: `終わるのはこのコマンドだけで、${url} のサーバーは読み続けます。${howFar.ja}`,
  }),
};
