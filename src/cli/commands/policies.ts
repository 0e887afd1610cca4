import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Fault, textOf } from '#kernel';
import { Policy, RoleWord } from '#org';
import { administer } from '../administer.ts';
import { inWords } from '../codes.ts';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder } from '../option.ts';
import { tableOf } from '../table.ts';

const Data = z.object({ data: z.string().optional() });
const dataOf = (options: unknown): string | undefined => Data.parse(options).data;
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
  const add = (words: string, about: string) => group.command(words).description(about).addOption(dataFolder(say));
  add(
    'list',
    say({ en: 'List the policies, and say which were changed here', ja: 'ポリシーを一覧し、ここで変更したものを示す' }),
  ).action((options: unknown) => list(dataOf(options), context));
  add('show <name>', say({ en: 'Print a policy', ja: 'ポリシーを表示する' })).action((name: string, options: unknown) =>
    show(name, dataOf(options), context),
  );
  add(
    'check <name> <file>',
    say({
      en: 'Tell whether a file could be put in force under this name',
      ja: 'ファイルをこの名前で有効にできるかを確かめる',
    }),
  ).action((name: string, file: string, options: unknown) =>
    put('CheckPolicy', { name, file, data: dataOf(options) }, context),
  );
  add(
    'set <name> <file>',
    say({
      en: 'Put a file in force at once, in the place of the policy of this name if there is one',
      ja: 'ファイルをすぐに有効にする。同じ名前のポリシーがあれば置き換える',
    }),
  ).action((name: string, file: string, options: unknown) =>
    put('PutPolicy', { name, file, data: dataOf(options) }, context),
  );
  add('reset <name>', say({ en: 'Take back what was changed of a policy', ja: 'ポリシーへの変更を元に戻す' })).action(
    (name: string, options: unknown) => reset(name, dataOf(options), context),
  );
  add(
    'who-can <action>',
    say({
      en: 'Who may do an operation, such as guardduty:ListFindings',
      ja: '操作（guardduty:ListFindings など）をできる人を示す',
    }),
  ).action((action: string, options: unknown) => whoCan(action, dataOf(options), context));
  add('what-can <person>', say({ en: 'What somebody may do', ja: 'その人ができることを示す' })).action(
    (person: string, options: unknown) => whatCan(person, dataOf(options), context),
  );
};
export default command;

const everyPolicy = { operation: 'ListPolicies', input: {}, answer: z.object({ policies: z.array(Policy) }) };

async function list(data: string | undefined, context: CommandContext): Promise<void> {
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

async function show(name: string, data: string | undefined, context: CommandContext): Promise<void> {
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

async function reset(name: string, data: string | undefined, context: CommandContext): Promise<void> {
  await administer({ operation: 'ResetPolicy', input: { name }, answer: Nothing }, data, context);
  context.terminal.out(
    context.say({ en: `What was changed of ${name} is taken back.`, ja: `${name} への変更を元に戻しました。` }),
  );
}

async function whoCan(action: string, data: string | undefined, context: CommandContext): Promise<void> {
  const answer = z.object({ people: z.array(z.string()), roles: z.array(RoleWord) });
  const { people, roles } = await administer({ operation: 'ListPermitted', input: { action }, answer }, data, context);
  const { say, terminal } = context;
  const [allRoles, everybody] = [roles.join(', '), people.join(', ')];
  terminal.out(say({ en: `Roles: ${allRoles || 'none'}`, ja: `ロール: ${allRoles || 'なし'}` }));
  terminal.out(say({ en: `People: ${everybody || 'nobody'}`, ja: `人: ${everybody || 'なし'}` }));
}

async function whatCan(person: string, data: string | undefined, context: CommandContext): Promise<void> {
  const answer = z.object({ actions: z.array(z.string()) });
  const { actions } = await administer({ operation: 'ListPermissions', input: { person }, answer }, data, context);
  for (const action of actions) context.terminal.out(action);
}
