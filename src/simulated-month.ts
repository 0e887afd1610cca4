// What a server without logs shows: a month of a made-up company.
import { randomInt } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault, textOf, type Clock, type Progress } from '#kernel';
import { simulate } from '#simulate';
import { exists } from './data-in-use.ts';

const simulatedDays = 30;

/** Writes the simulated month into a data folder, once, and says where it lies; a start that was interrupted writes it anew. */
export async function simulatedMonth(data: string, clock: Clock, progress: Progress): Promise<string> {
  const folder = join(data, 'logs');
  if (await exists(folder)) return folder;
  const unfinished = `${folder}.part`;
  await rm(unfinished, { recursive: true, force: true });
  let files = 0;
  for (const file of simulate({
    seed: randomInt(2 ** 31),
    days: simulatedDays,
    until: clock.now(),
    stories: ['leaked-key'],
  })) {
    await writeSimulated(join(unfinished, file.path.replace(/\.gz$/, '')), file.content);
    progress.report({
      what: { en: 'Simulating a month of a small company', ja: '小さな会社の 1 か月を再現しています' },
      done: ++files,
      unit: 'files',
    });
  }
  await rename(unfinished, folder);
  return folder;
}

async function writeSimulated(path: string, content: string | Buffer): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (cause) {
    const why = textOf(cause);
    const said = {
      en: `The simulated month cannot be written to ${path}: ${why.en}. Make room, or take another folder with --data, then start again.`,
      ja: `模擬データを ${path} に書き込めません（${why.ja}）。空きを増やすか --data で別のフォルダーを指定して、もう一度起動してください。`,
    };
    throw new Fault('Unavailable', said, { cause });
  }
}
