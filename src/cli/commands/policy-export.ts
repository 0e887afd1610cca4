import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, sentenceOf } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { exportedFiles } from '../exported-policies.ts';
import { amount } from '../policy-folder.ts';
import { policyGroup } from '../policy-group.ts';
import { ofStore, openPolicyStore, StoreOptions } from '../policy-store.ts';

/** `yagura policy export --store ID FOLDER`: what a policy store has, as a folder. */
const command: CommandFile = (program, context) => {
  ofStore(policyGroup(program).command('export'))
    .description('Write the policies, templates, links and schema of a policy store of Yagura or of AWS into a folder')
    .argument('<folder>', 'is made; one that holds something is refused')
    .action((path: string, given: unknown) => run(path, StoreOptions.parse(given), context));
};
export default command;

async function run(path: string, options: StoreOptions, context: CommandContext): Promise<void> {
  await refuseFull(path);
  await using store = await openPolicyStore(options, context);
  const files = exportedFiles(await store.read());
  await mkdir(path, { recursive: true });
  for (const [name, text] of files) await writeFile(join(path, name), text, { flag: 'wx' });
  context.terminal.err(`${amount(files.size, 'file')} written into ${path}. Look at it with yagura policy check.`);
}

async function refuseFull(path: string): Promise<void> {
  const there = await readdir(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new Fault('BadInput', `${path} cannot be written into: ${sentenceOf(error)}.`, { cause: error });
  });
  if (there.length > 0)
    throw new Fault('BadInput', `${path} is not empty, and nothing in it is overwritten. Name a new folder.`);
}
