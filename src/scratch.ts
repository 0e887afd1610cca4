// A lake for one command: in a temporary folder, opened when something is put into it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, textOf, type Config } from '#kernel';
import type { Lake } from '#lake';

/** Where a lake can be opened, the same one each time; undefined where its engine is not installed. */
interface ScratchPlace extends AsyncDisposable {
  readonly open: () => Promise<Lake | undefined>;
}

/** Nothing is made and nothing loaded until it is opened. */
export function openScratch({ lake: { memoryMegabytes, threads } }: Config): ScratchPlace {
  let made: Promise<{ folder: string; lake: Lake | undefined }> | undefined;
  const make = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yagura-scratch-')).catch(refuseFolder);
    const { openLake } = await import('#lake');
    const lake = await openLake({ path: folder, memoryMegabytes, threads }).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'Unsupported') return undefined; // the engine is not installed
      throw error;
    });
    return { folder, lake };
  };
  return {
    open: async () => (await (made ??= make())).lake,
    [Symbol.asyncDispose]: async () => {
      const { folder, lake } = (await made?.catch(() => undefined)) ?? {}; // whoever opened it was told
      await lake?.[Symbol.asyncDispose]();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

function refuseFolder(cause: unknown): never {
  const why = textOf(cause);
  const said = {
    en: `${tmpdir()}, where events are held while they are read, cannot be written: ${why.en}. Make it writable, or name another folder with TMPDIR.`,
    ja: `読み込み中のイベントを置く ${tmpdir()} に書き込めません（${why.ja}）。書き込めるようにするか、環境変数 TMPDIR で別のフォルダーを指定してください。`,
  };
  throw new Fault('Unavailable', said, { cause });
}
