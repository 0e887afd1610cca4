import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, type Config } from '#kernel';
import { runningServer } from './running-server.ts';

/**
 * The configuration with the data folder that is in use: the one that is configured, or the made-up company in it while
 * there is nothing else or while a server shows it. Throws `NotFound` when nothing has been served or read yet.
 */
export async function dataInUse(config: Config): Promise<Config> {
  const example = exampleOf(config);
  if ((await runningServer(config.data))?.simulated === true) return { ...config, data: example };
  if ((await exists(join(config.data, 'lake'))) || config.lake.url !== undefined || !(await exists(example)))
    return served(config);
  return { ...config, data: example };
}

/** Where the made-up company lives. */
export const exampleOf = ({ data }: Config): string => join(data, 'example');

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function served(config: Config): Promise<Config> {
  if (config.store.url !== undefined || (await exists(join(config.data, 'store.db')))) return config;
  throw new Fault('NotFound', {
    en: `Nothing has been served from ${config.data} yet, so there is nobody and nothing to speak of there. Start it with: yagura serve --data ${config.data} (or read logs first: yagura ingest PATH).`,
    ja: `${config.data} はまだ一度も使われておらず、ユーザーもデータもありません。yagura serve --data ${config.data} で始めてください（先にログを読み込むなら yagura ingest PATH）。`,
  });
}
