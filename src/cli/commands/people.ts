import type { Command as Commander } from 'commander';
import { z } from 'zod';
import { Person, roles } from '#org';
import { administer } from '../administer.ts';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder, dataOf, oneOf } from '../option.ts';
import { tableOf } from '../table.ts';

const Given = z.object({ data: z.string().optional(), role: z.string().optional(), account: z.string().optional() });
const OnePerson = z.object({ person: Person });

/** `yagura people list|add|set|disable|enable`: who uses Yagura, in which role. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  const group = program
    .command('people')
    .description(
      say({ en: 'Who uses Yagura: list, add, change, disable', ja: 'Yagura を使う人: 一覧、追加、変更、無効化' }),
    );
  group
    .command('list')
    .description(say({ en: 'List everybody, with role and account', ja: '全員を、ロールとアカウントとともに一覧する' }))
    .addOption(dataFolder(say))
    .action((options: unknown) => list(dataOf(options), context));
  group
    .command('add')
    .description(
      say({
        en: 'Let somebody use Yagura; yagura signin-link --person NAME makes their first link',
        ja: '使う人を追加する。最初のサインインリンクは yagura signin-link --person 名前 で作る',
      }),
    )
    .argument('<name>')
    .addOption(oneOf('--role <role>', say({ en: 'what they may be', ja: 'ロール' }), roles).makeOptionMandatory())
    .option(
      '--account <id>',
      say({
        en: 'account that they belong to; that of Yagura itself unless given',
        ja: '所属するアカウント。指定がなければ Yagura 自身のアカウント',
      }),
    )
    .addOption(dataFolder(say))
    .action((name: string, options: unknown) => change('CreatePerson', { name, ...Given.parse(options) }, context));
  group
    .command('set')
    .description(say({ en: 'Change role or account of somebody', ja: 'ロールまたはアカウントを変更する' }))
    .argument('<name>')
    .addOption(oneOf('--role <role>', say({ en: 'what they may be from now on', ja: '新しいロール' }), roles))
    .option('--account <id>', say({ en: 'account that they belong to from now on', ja: '新しいアカウント' }))
    .addOption(dataFolder(say))
    .action((name: string, options: unknown) => change('UpdatePerson', { name, ...Given.parse(options) }, context));
  addDoors(group, context);
};
export default command;

/** Who may come in at all. */
function addDoors(group: Commander, context: CommandContext): void {
  const { say } = context;
  for (const [word, disabled, about] of [
    [
      'disable',
      true,
      {
        en: 'Let somebody in no more; their keys and sessions end at once',
        ja: '使えなくする。キーとセッションもすぐに終わる',
      },
    ],
    ['enable', false, { en: 'Let somebody in again', ja: 'また使えるようにする' }],
  ] as const)
    group
      .command(word)
      .description(say(about))
      .argument('<name>')
      .addOption(dataFolder(say))
      .action((name: string, options: unknown) =>
        change('UpdatePerson', { name, disabled, data: dataOf(options) }, context),
      );
}

async function list(data: string | undefined, context: CommandContext): Promise<void> {
  const answer = z.object({ people: z.array(Person) });
  const { people } = await administer({ operation: 'ListPeople', input: {}, answer }, data, context);
  const { language, terminal } = context;
  const { header, active, disabled } = words[language];
  const rows = people.map((person) => [person.name, person.role, person.account, person.disabled ? disabled : active]);
  for (const line of tableOf(header, rows, terminal.columns)) terminal.out(line);
}

const words = {
  en: { header: ['name', 'role', 'account', 'state'], active: 'active', disabled: 'disabled' },
  ja: { header: ['名前', 'ロール', 'アカウント', '状態'], active: '有効', disabled: '無効' },
} as const;

async function change(
  operation: string,
  {
    data,
    ...input
  }: {
    data?: string | undefined;
    name: string;
    disabled?: boolean;
    role?: string | undefined;
    account?: string | undefined;
  },
  context: CommandContext,
): Promise<void> {
  const { person } = await administer({ operation, input, answer: OnePerson }, data, context);
  const { name, role, account, disabled } = person;
  context.terminal.out(
    context.say({
      en: `${name} is ${role} in account ${account}${disabled ? ', disabled' : ''}.`,
      ja: `${name} はアカウント ${account} の ${role} です${disabled ? '（無効）' : ''}。`,
    }),
  );
}
