import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Fault, textOf, type Text } from '#kernel';
import { Policy, RoleWord } from '#org';
import { administer } from '../administer.ts';
import { inWords } from '../codes.ts';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder, dataOf } from '../option.ts';
import { tableOf } from '../table.ts';

const Nothing = z.object({});

/** `yagura policies ...`: the Cedar policies that decide who may do what, and what they come to. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  const group = program.command('policies').description(
    say({
      en: 'Who may do what: list, change and ask the Cedar policies',
      ja: '誰が何をできるか: Cedar ポリシーの一覧、変更、問い合わせ',
    }),
  );
  for (const { words, about, run } of subcommands)
    group
      .command(words)
      .description(say(about))
      .addOption(dataFolder(say))
      .action((...given: unknown[]) => {
        const [options, names] = [given.at(-2), given.slice(0, -2).map(String)]; // the command itself comes last
        return run(context, dataOf(options), ...names);
      });
};
export default command;

interface Subcommand {
  readonly words: string;
  readonly about: Text;
  /** Gets the folder of data, where one is named, and the arguments that `words` asks for. */
  readonly run: (context: CommandContext, data: string | undefined, first?: string, second?: string) => Promise<void>;
}

const subcommands: readonly Subcommand[] = [
  {
    words: 'list',
    about: {
      en: 'List the policies, and say which were changed here',
      ja: 'ポリシーを一覧し、ここで変更したものを示す',
    },
    run: list,
  },
  { words: 'show <name>', about: { en: 'Print a policy', ja: 'ポリシーを表示する' }, run: show },
  {
    words: 'check <name> <file>',
    about: {
      en: 'Tell whether a file could be put in force under this name',
      ja: 'ファイルをこの名前で有効にできるかを確かめる',
    },
    run: (context, data, name = '', file = '') => put('CheckPolicy', { name, file, data }, context),
  },
  {
    words: 'set <name> <file>',
    about: {
      en: 'Put a file in force at once, in the place of the policy of this name if there is one',
      ja: 'ファイルをすぐに有効にする。同じ名前のポリシーがあれば置き換える',
    },
    run: (context, data, name = '', file = '') => put('PutPolicy', { name, file, data }, context),
  },
  {
    words: 'reset <name>',
    about: { en: 'Take back what was changed of a policy', ja: 'ポリシーへの変更を元に戻す' },
    run: reset,
  },
  {
    words: 'who-can <action>',
    about: {
      en: 'Who may do an operation, such as guardduty:ListFindings',
      ja: '操作（guardduty:ListFindings など）をできる人を示す',
    },
    run: whoCan,
  },
  {
    words: 'what-can <person>',
    about: { en: 'What somebody may do', ja: 'その人ができることを示す' },
    run: whatCan,
  },
];

const everyPolicy = { operation: 'ListPolicies', input: {}, answer: z.object({ policies: z.array(Policy) }) };

async function list(context: CommandContext, data: string | undefined): Promise<void> {
  const { policies } = await administer(everyPolicy, data, context);
  const { language } = context;
  const rows = policies.map(({ name, origin, changedBy = '', changedAt = '' }) => [
    name,
    inWords(origin, language),
    changedBy,
    changedAt,
  ]);
  const header = headers[language];
  for (const line of tableOf(header, rows, context.terminal.columns)) context.terminal.out(line);
}

const headers = {
  en: ['policy', 'origin', 'changed by', 'at'],
  ja: ['ポリシー', '由来', '変更者', '日時'],
} as const;

async function show(context: CommandContext, data: string | undefined, name = ''): Promise<void> {
  const { policies } = await administer(everyPolicy, data, context);
  const found = policies.find((policy) => policy.name === name);
  if (found === undefined) {
    const known = policies.map((one) => one.name).join(', ');
    throw new Fault('NotFound', {
      en: `There is no policy "${name}". There are ${known}.`,
      ja: `ポリシー "${name}" はありません。あるのは ${known} です。`,
    });
  }
  context.terminal.out(found.text.trimEnd());
}

async function put(
  operation: 'CheckPolicy' | 'PutPolicy',
  { name, file, data }: { readonly name: string; readonly file: string; readonly data: string | undefined },
  context: CommandContext,
): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const said = {
      en: `${file} cannot be read: ${textOf(error).en}. Check its name and who may read it.`,
      ja: `${file} を読めません（${textOf(error).ja}）。名前と読み取り権限を確認してください。`,
    };
    throw new Fault('BadInput', said, { cause: error });
  });
  await administer({ operation, input: { name, text }, answer: Nothing }, data, context);
  context.terminal.out(
    context.say(
      operation === 'PutPolicy'
        ? { en: `${name} is in force.`, ja: `${name} が有効になりました。` }
        : { en: `${file} can be put in force.`, ja: `${file} は有効にできます。` },
    ),
  );
}

async function reset(context: CommandContext, data: string | undefined, name = ''): Promise<void> {
  await administer({ operation: 'ResetPolicy', input: { name }, answer: Nothing }, data, context);
  context.terminal.out(
    context.say({ en: `What was changed of ${name} is taken back.`, ja: `${name} への変更を元に戻しました。` }),
  );
}

async function whoCan(context: CommandContext, data: string | undefined, action = ''): Promise<void> {
  const answer = z.object({ people: z.array(z.string()), roles: z.array(RoleWord) });
  const { people, roles } = await administer({ operation: 'ListPermitted', input: { action }, answer }, data, context);
  const { say, terminal } = context;
  const [allRoles, everybody] = [roles.join(', '), people.join(', ')];
  terminal.out(say({ en: `Roles: ${allRoles || 'none'}`, ja: `ロール: ${allRoles || 'なし'}` }));
  terminal.out(say({ en: `People: ${everybody || 'nobody'}`, ja: `人: ${everybody || 'なし'}` }));
}

async function whatCan(context: CommandContext, data: string | undefined, person = ''): Promise<void> {
  const answer = z.object({ actions: z.array(z.string()) });
  const { actions } = await administer({ operation: 'ListPermissions', input: { person }, answer }, data, context);
  for (const action of actions) context.terminal.out(action);
}
