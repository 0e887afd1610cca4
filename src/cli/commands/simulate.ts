import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { Fault, issuesText, textOf, writeWhole } from '#kernel';
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
  const { say } = context;
  const stories = storyNames.join(', ');
  program
    .command('simulate')
    .description(
      say({
        en: 'Write the logs of a made-up company with an incident in it',
        ja: 'インシデントが隠れた、架空の会社のログを書き出す',
      }),
    )
    .requiredOption('--out <folder>', say({ en: 'folder to write AWSLogs/ into', ja: 'AWSLogs/ を書き出すフォルダー' }))
    .option(
      '--seed <number>',
      say({ en: 'the same number gives the same logs', ja: '同じ数を指定すると同じログになる' }),
      '1',
    )
    .option('--days <number>', say({ en: 'how many days', ja: '日数' }), '30')
    .addOption(
      repeated(
        '--story <name>',
        say({
          en: `incident to hide, leaked-key unless given (may be given more than once): ${stories}`,
          ja: `隠すインシデント（複数回指定可、指定がなければ leaked-key）: ${stories}`,
        }),
      ),
    )
    .option(
      '--size <factor>',
      say({ en: 'how much larger than the small company', ja: '小さな会社の何倍の規模にするか' }),
      '1',
    )
    .action((given: unknown) => run(given, context));
};
export default command;

async function run(given: unknown, context: CommandContext): Promise<void> {
  const parsed = Options.safeParse(given);
  if (!parsed.success) {
    const { en, ja } = issuesText(parsed.error, { whole: { en: 'options', ja: 'オプション' }, before: '--' });
    throw new Fault('Usage', {
      en: `${en}. See yagura simulate --help.`,
      ja: `${ja}。yagura simulate --help を見てください。`,
    });
  }
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
  const [written, folder] = [files.toLocaleString('en'), join(out, 'AWSLogs')];
  context.terminal.out(
    context.say({
      en: `Wrote ${written} files below ${folder}. Read them with: yagura detect ${out}`,
      ja: `${folder} に ${written} 個のファイルを書き出しました。読むには: yagura detect ${out}`,
    }),
  );
}

async function write(path: string, content: string | Buffer): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, path.endsWith('.gz') ? gzipSync(content, { level: 1 }) : content);
  } catch (error) {
    throw new Fault(
      'BadInput',
      {
        en: `${path} cannot be written: ${textOf(error).en}. Give --out a folder that is yours and has room.`,
        ja: `${path} に書き込めません（${textOf(error).ja}）。--out には、書き込み権限と空きのあるフォルダーを指定してください。`,
      },
      { cause: error },
    );
  }
}

function storiesOf(names: readonly string[] | undefined): readonly StoryName[] {
  if (names === undefined) return ['leaked-key'];
  return names.map((name) => {
    const story = storyNames.find((known) => known === name);
    if (story === undefined)
      throw new Fault('Usage', {
        en: `There is no story "${name}". There are: ${storyNames.join(', ')}.`,
        ja: `"${name}" というインシデントはありません。選べるのは ${storyNames.join(', ')} です。`,
      });
    return story;
  });
}
