import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CedarWorker, formatPolicies, readFolderFiles, withoutMark } from '#authz';
import { Fault, sentenceOf } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { policyGroup } from '../policy-group.ts';

/** `yagura policy fmt PATH...`: policies as Cedar's own formatter writes them. */
const command: CommandFile = (program, context) => {
  policyGroup(program)
    .command('fmt')
    .description('Write policies as the formatter of Cedar does; comments stay')
    .argument('[paths...]', 'files and folders', ['.'])
    .option('--check', 'change nothing; name what is not formatted, and exit with 1')
    .action((paths: string[], options: { check?: true }) => format(paths, options.check === true, context));
};
export default command;

async function format(paths: readonly string[], checkOnly: boolean, context: CommandContext): Promise<void> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  if (files.length === 0)
    throw new Fault('BadInput', `There is no .cedar file in ${paths.join(', ')}. Name another folder.`);
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
    if (!checkOnly) await writeFile(file, formatted);
  }
  context.terminal.err(`${files.length} looked at, ${changed} ${checkOnly ? 'not formatted' : 'formatted anew'}.`);
  if (checkOnly && changed > 0) context.exitWith(1);
}

function notFormatted(error: unknown, file: string, context: CommandContext): undefined {
  if (!(error instanceof Fault)) throw error;
  context.terminal.err(`${file}: ${error.message}`);
  context.exitWith(1);
}

async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw new Fault('BadInput', `${path} cannot be read: ${sentenceOf(error)}.`, { cause: error });
  });
  if (!found.isDirectory()) return [path];
  const files = await readFolderFiles(path);
  return files.filter(({ kind }) => kind === 'policies').map(({ file }) => join(path, file));
}
