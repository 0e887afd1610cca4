import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { Fault, sentenceOf } from '#kernel';
import { simulate, storyNames, type StoryName } from '#simulate';
import type { CommandContext, CommandFile } from '../context.ts';
import { repeated } from '../option.ts';

const Options = z.object({
  out: z.string(),
  seed: z.coerce.number().int().min(0),
  days: z.coerce.number().int().min(1).max(365),
  story: z.array(z.string()).optional(),
  size: z.coerce.number().min(0.1).max(1000),
});

/** `yagura simulate --out FOLDER`: writes the logs of a made-up company, as AWS would deliver them. */
const command: CommandFile = (program, context) => {
  program
    .command('simulate')
    .description('Write the logs of a made-up company with an incident in it')
    .requiredOption('--out <folder>', 'folder to write AWSLogs/ into')
    .option('--seed <number>', 'the same number gives the same logs', '1')
    .option('--days <number>', 'how many days', '30')
    .addOption(repeated('--story <name>', `incident to hide, leaked-key unless given: ${storyNames.join(', ')}`))
    .option('--size <factor>', 'how much larger than the small company', '1')
    .action((given: unknown) => run(given, context));
};
export default command;

async function run(given: unknown, context: CommandContext): Promise<void> {
  const parsed = Options.safeParse(given);
  if (!parsed.success)
    throw new Fault(
      'Usage',
      `${parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('; ')}. See yagura simulate --help.`,
    );
  const { out, seed, days, size } = parsed.data;
  const stories = storiesOf(parsed.data.story);
  let files = 0;
  for (const file of simulate({ seed, days, until: context.clock.now(), stories, size: { factor: size } })) {
    await write(join(out, file.path), file.content);
    context.terminal.progress.report({
      what: { en: 'Writing simulated logs', ja: '模擬ログを書いています' },
      done: ++files,
      unit: 'files',
    });
  }
  context.terminal.out(
    `Wrote ${files.toLocaleString('en')} files below ${join(out, 'AWSLogs')}. Read them with: yagura detect ${out}`,
  );
}

async function write(path: string, content: string | Buffer): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, path.endsWith('.gz') ? gzipSync(content, { level: 1 }) : content);
  } catch (error) {
    throw new Fault(
      'BadInput',
      `${path} cannot be written: ${sentenceOf(error)}. Give --out a folder that is yours and has room.`,
      { cause: error },
    );
  }
}

function storiesOf(names: readonly string[] | undefined): readonly StoryName[] {
  if (names === undefined) return ['leaked-key'];
  return names.map((name) => {
    const story = storyNames.find((known) => known === name);
    if (story === undefined)
      throw new Fault('Usage', `There is no story "${name}". There are: ${storyNames.join(', ')}.`);
    return story;
  });
}
