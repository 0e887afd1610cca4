import { access, constants, readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, systemWords, textOf, type Text } from '#kernel';

/**
 * The process that has the engine's folder open, or nothing when that cannot be told.
 * The engine itself locks `status` for as long as its process lives and writes the process id into it;
 * this look only spares people the engine's own words. The lock of a process that died is free again.
 */
export async function holderOf(data: string): Promise<number | undefined> {
  const status = join(data, 'status');
  const process = /^PID: (\d+)/m.exec(await readFile(status, 'utf8').catch(() => ''))?.[1];
  if (process === undefined || Number(process) === globalThis.process.pid) return undefined;
  return (await hasOpen(process, await realpath(status))) ? Number(process) : undefined;
}

async function hasOpen(process: string, file: string): Promise<boolean> {
  const folder = `/proc/${process}/fd`;
  const open = await readdir(folder).catch(() => []); // no such process, not ours to see, or no /proc here
  const targets = await Promise.all(open.map((name) => readlink(join(folder, name)).catch(() => '')));
  return targets.includes(file);
}

/** Refuses a folder that may not be written before the engine does, which says so to the terminal in its own words. */
export async function refuseUnwritable(path: string, data: string): Promise<void> {
  const all = constants.R_OK | constants.W_OK;
  await access(data, all | constants.X_OK).catch((error: unknown) => refuseUnopenable(path, error));
  await access(join(data, 'status'), all).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return; // nobody has opened it yet
    refuseUnopenable(path, error);
  });
}

/** Says who has the folder. */
export function refuseSecond(path: string, holder: number): never {
  throw new Fault('Conflict', {
    en: `The lake in ${path} is open in process ${holder}; one process at a time can have it. Stop that process, or wait until it has ended (an import, or a server that is starting), or take another folder with --data.`,
    ja: `${path} のレイクはプロセス ${holder} が開いており、同時に開けるのは 1 つのプロセスだけです。そのプロセスを止めるか、終わるのを待つか（取り込み中、またはサーバーの起動中）、--data で別のフォルダーを指定してください。`,
  });
}

/** Says what kept the folder from being opened. */
export function refuseUnopenable(path: string, cause: unknown): never {
  const { why, remedy } = reasonOf(cause);
  const said = {
    en: `The lake in ${path} could not be opened: ${why.en}. ${remedy.en}, or take another folder with --data.`,
    ja: `${path} のレイクを開けません（${why.ja}）。${remedy.ja}か、--data で別のフォルダーを指定してください。`,
  };
  throw new Fault('Unavailable', said, { cause });
}

/** The system says what it is; the engine says little. */
function reasonOf(cause: unknown): { why: Text; remedy: Text } {
  const why = systemWords(cause);
  if (why !== undefined) return { why, remedy: own };
  const said = textOf(cause);
  return {
    why: {
      en: `${said.en}. Either another process has it open, or it cannot be read and written`,
      ja: `${said.ja}。別のプロセスが開いているか、読み書きできない状態です`,
    },
    remedy: { en: 'Stop that process', ja: 'そのプロセスを止める' },
  };
}

const own: Text = {
  en: 'Have the folder belong to whoever starts Yagura, readable and writable',
  ja: 'Yagura を起動するユーザーがフォルダーを読み書きできるようにする',
};
