import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CedarWorker, formatPolicies, readFolderFiles, withoutMark } from '#authz';
import { Fault, textOf, writeWhole } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { policyGroup } from '../policy-group.ts';

/** `yagura policy fmt PATH...`: policies as Cedar's own formatter writes them. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  policyGroup(program, say)
    .command('fmt')
    .description(
      say({
        en: 'Write policies as the formatter of Cedar does; comments stay',
        ja: 'ポリシーを Cedar の整形ツールの書式に直す。コメントは残る',
      }),
    )
    .argument('[paths...]', say({ en: 'files and folders', ja: 'ファイルとフォルダー' }), ['.'])
    .option(
      '--check',
      say({
        en: 'change nothing; name what is not formatted, and exit with 1',
        ja: '変更はせず、書式の違うファイルを示して終了コード 1 で終わる',
      }),
    )
    .action((paths: string[], options: { check?: true }) => format(paths, options.check === true, context));
};
export default command;

async function format(paths: readonly string[], checkOnly: boolean, context: CommandContext): Promise<void> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  if (files.length === 0)
    throw new Fault('BadInput', {
      en: `There is no .cedar file in ${paths.join(', ')}. Name another folder.`,
      ja: `${paths.join(', ')} に .cedar ファイルがありません。別のフォルダーを指定してください。`,
    });
  await using cedar = new CedarWorker(context.config().authz.validationSeconds);
  let changed = 0;
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    const formatted = await formatPolicies(withoutMark(text), cedar).catch((error: unknown) =>
      notFormatted(error, file, context),
    );
    if (formatted === undefined || formatted === text) continue;
    changed += 1;
    context.terminal.out(file);
    if (!checkOnly) await writeWhole(file, formatted).catch((error: unknown) => refuseUnwritten(file, error));
  }
  context.terminal.err(
    context.say({
      en: `${files.length} looked at, ${changed} ${checkOnly ? 'not formatted' : 'formatted anew'}.`,
      ja: `${files.length} 個のファイルを調べました。${checkOnly ? '書式の違うもの' : '整形し直したもの'}: ${changed} 個。`,
    }),
  );
  if (checkOnly && changed > 0) context.exitWith(1);
}

function refuseUnwritten(file: string, cause: unknown): never {
  const why = textOf(cause);
  const said = {
    en: `${file} cannot be written, and stays as it was: ${why.en}. Make it and its folder writable, or make room.`,
    ja: `${file} に書き込めないため、元のまま残しました（${why.ja}）。ファイルとフォルダーを書き込めるようにするか、空きを増やしてください。`,
  };
  throw new Fault('BadInput', said, { cause });
}

function notFormatted(error: unknown, file: string, context: CommandContext): undefined {
  if (!(error instanceof Fault)) throw error;
  context.terminal.err(`${file}: ${context.say(error.text)}`);
  context.exitWith(1);
}

async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: unknown) => {
    const said = {
      en: `${path} cannot be read: ${textOf(error).en}. Name a file or folder that is there.`,
      ja: `${path} を読めません（${textOf(error).ja}）。存在するファイルかフォルダーを指定してください。`,
    };
    throw new Fault('BadInput', said, { cause: error });
  });
  if (!found.isDirectory()) return [path];
  const files = await readFolderFiles(path);
  return files.filter(({ kind }) => kind === 'policies').map(({ file }) => join(path, file));
}
