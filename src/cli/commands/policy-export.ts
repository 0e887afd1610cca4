import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Fault, textOf } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { exportedFiles } from '../exported-policies.ts';
import { amount } from '../policy-folder.ts';
import { policyGroup } from '../policy-group.ts';
import { ofStore, openPolicyStore, StoreOptions } from '../policy-store.ts';
import { optionsIn } from '../option.ts';

/** `yagura policy export --store ID FOLDER`: what a policy store has, as a folder. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  ofStore(policyGroup(program, say).command('export'), say)
    .description(
      say({
        en: 'Write the policies, templates, links and schema of a policy store of Yagura or of AWS into a folder',
        ja: 'Yagura または AWS のポリシーストアのポリシー、テンプレート、リンク、スキーマをフォルダーに書き出す',
      }),
    )
    .argument(
      '<folder>',
      say({
        en: 'is made; one that holds something is refused',
        ja: '新しく作るフォルダー。空でないフォルダーには書かない',
      }),
    )
    .action((path: string, given: unknown) => run(path, optionsIn(StoreOptions, given), context));
};
export default command;

async function run(path: string, options: StoreOptions, context: CommandContext): Promise<void> {
  const isNew = await refuseFull(path);
  await using store = await openPolicyStore(options, context);
  const files = exportedFiles(await store.read());
  await writeFolder(path, files, isNew).catch((error: unknown) => refuseUnwritable(path, error));
  context.terminal.err(
    context.say({
      en: `${amount(files.size, 'file')} written into ${path}. Look at it with yagura policy check.`,
      ja: `${path} に ${files.size} 個のファイルを書き出しました。yagura policy check で確認できます。`,
    }),
  );
}

const unfinished = '.part';

/**
 * INVARIANT: nothing stands in the folder until all is written: half of the policies would decide otherwise. A folder
 * that was there already stays the same, for somebody may stand in it.
 */
async function writeFolder(path: string, files: ReadonlyMap<string, string>, isNew: boolean): Promise<void> {
  const draft = isNew ? `${resolve(path)}${unfinished}` : join(path, unfinished);
  await rm(draft, { recursive: true, force: true }); // what a killed process left
  try {
    await mkdir(draft, { recursive: true });
    for (const [name, text] of files) await writeFile(join(draft, name), text, { flag: 'wx' });
    if (isNew) await rename(draft, path);
    else for (const name of files.keys()) await rename(join(draft, name), join(path, name));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** True for a folder that is not there yet. */
async function refuseFull(path: string): Promise<boolean> {
  const there = await readdir(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    return refuseUnwritable(path, error);
  });
  if (there?.some((name) => name !== unfinished))
    throw new Fault('BadInput', {
      en: `${path} is not empty, and nothing in it is overwritten. Name a new folder.`,
      ja: `${path} は空ではありません。上書きはしないので、新しいフォルダーを指定してください。`,
    });
  return there === undefined;
}

function refuseUnwritable(path: string, cause: unknown): never {
  const said = {
    en: `${path} cannot be written into: ${textOf(cause).en}. Name a new folder.`,
    ja: `${path} に書き込めません（${textOf(cause).ja}）。新しいフォルダーを指定してください。`,
  };
  throw new Fault('BadInput', said, { cause });
}
