import type { Command as Commander } from 'commander';
import { z } from 'zod';
import { Fault, languages, type Language } from '#kernel';
import { AccessKey, roles } from '#org';
import { administer } from '../administer.ts';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder, dataOf, oneOf } from '../option.ts';
import { tableOf } from '../table.ts';

const Create = z.object({
  data: z.string().optional(),
  person: z.string().optional(),
  role: z.string().optional(),
  account: z.string().optional(),
  language: z.enum(languages).optional(),
});

/** `yagura keys create|list|revoke|rotate`: the access keys with which AWS tools sign their calls to Yagura. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  const group = program.command('keys').description(
    say({
      en: 'Access keys for AWS tools: make, list, revoke',
      ja: 'AWS のツールが使うアクセスキー: 作成、一覧、失効',
    }),
  );
  addCreate(group, context);
  group
    .command('list')
    .description(say({ en: 'List the keys, without their secrets', ja: 'キーの一覧（シークレットは含まない）' }))
    .addOption(dataFolder(say))
    .action((options: unknown) => list(dataOf(options), context));
  group
    .command('revoke')
    .description(
      say({
        en: 'Revoke a key for good, with every session that began with it',
        ja: 'キーと、そこから始まったすべてのセッションを失効させる（元には戻せない）',
      }),
    )
    .argument('<id>', say({ en: 'the key: AKIA... or ASIA...', ja: 'キー（AKIA... または ASIA...）' }))
    .addOption(dataFolder(say))
    .action((id: string, options: unknown) => revoke(id, dataOf(options), context));
  group
    .command('rotate')
    .description(
      say({
        en: 'Seal the secrets of all keys with a new master key',
        ja: 'すべてのキーのシークレットを新しいマスターキーで暗号化し直す',
      }),
    )
    .addOption(dataFolder(say))
    .action((options: unknown) => rotate(dataOf(options), context));
};
export default command;

function addCreate(group: Commander, context: CommandContext): void {
  const { say } = context;
  group
    .command('create')
    .description(
      say({
        en: 'Make a key and print it once, as variables to paste into a shell',
        ja: 'キーを作り、シェルに貼り付けられる変数の形で 1 回だけ表示する',
      }),
    )
    .option('--person <name>', say({ en: 'whose key it is', ja: 'キーの持ち主' }))
    .addOption(
      oneOf(
        '--role <role>',
        say({
          en: 'or the role as which it acts, with --account',
          ja: '人の代わりに、キーが使うロール（--account と併用）',
        }),
        roles,
      ),
    )
    .option(
      '--account <id>',
      say({
        en: 'account in which it acts in that role; that of Yagura itself unless given',
        ja: 'そのロールを使うアカウント。指定がなければ Yagura 自身のアカウント',
      }),
    )
    .addOption(
      oneOf(
        '--language <language>',
        say({ en: 'language in which findings are told to it', ja: 'このキーに検出結果を伝える言語' }),
        languages,
      ),
    )
    .addOption(dataFolder(say))
    .action((options: unknown) => create(Create.parse(options), context));
}

async function create(options: z.infer<typeof Create>, context: CommandContext): Promise<void> {
  const config = context.config({ data: options.data });
  const language = options.language ?? config.language;
  const input = { ...ownerOf(options, config.org.account), language };
  await using machine = await context.administration(config);
  const key = NewKey.parse(await machine.call('yagura', 'CreateAccessKey', input));
  const { terminal } = context;
  terminal.out(`export AWS_ACCESS_KEY_ID=${key.accessKeyId}`);
  terminal.out(`export AWS_SECRET_ACCESS_KEY=${key.secretAccessKey}`);
  terminal.out(`export AWS_ENDPOINT_URL=${machine.url}`);
  // The AWS CLI and Python read the first, the other SDKs the second.
  terminal.out(`export AWS_DEFAULT_REGION=${config.ingest.region}`);
  terminal.out(`export AWS_REGION=${config.ingest.region}`);
  terminal.err(
    context.say({
      en: 'The secret is shown this once. An AWS CLI before 2.13 does not read AWS_ENDPOINT_URL: add',
      ja: 'シークレットが表示されるのはこの 1 回だけです。2.13 より前の AWS CLI は AWS_ENDPOINT_URL を読まないので、次を付けてください。',
    }),
  );
  terminal.err(`  --endpoint-url ${machine.url}`);
}

const NewKey = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

function ownerOf({ person, role, account }: z.infer<typeof Create>, home: string): object {
  if ((person === undefined) === (role === undefined) || (person !== undefined && account !== undefined))
    throw new Fault('Usage', {
      en: 'Say whose the key is: --person NAME, or --role ROLE and --account ID. See yagura keys create --help.',
      ja: 'キーの持ち主を --person 名前、または --role ロールと --account ID で指定してください。yagura keys create --help を見てください。',
    });
  return person === undefined ? { role, account: account ?? home } : { person };
}

async function list(data: string | undefined, context: CommandContext): Promise<void> {
  const answer = z.object({ keys: z.array(AccessKey) });
  const { keys } = await administer({ operation: 'ListAccessKeys', input: {}, answer }, data, context);
  const { language, terminal } = context;
  const { header, none } = words[language];
  if (keys.length === 0) return terminal.out(none);
  const rows = keys.map((key) => cells(key, language));
  for (const line of tableOf(header, rows, terminal.columns)) terminal.out(line);
}

const words = {
  en: {
    none: 'There are no keys yet. Make one: yagura keys create --help',
    header: ['key', 'of', 'state', 'created', 'by', 'last used'],
    of: (role: string, account: string) => `${role} of ${account}`,
    until: (time: string) => `until ${time}`,
    active: 'active',
    revoked: 'revoked',
    never: 'never',
  },
  ja: {
    none: 'キーはまだありません。作成方法は yagura keys create --help を見てください。',
    header: ['キー', '持ち主', '状態', '作成', '作成者', '最終使用'],
    of: (role: string, account: string) => `${account} の ${role}`,
    until: (time: string) => `${time} まで`,
    active: '有効',
    revoked: '失効',
    never: 'なし',
  },
} as const;

function cells(key: AccessKey, language: Language): string[] {
  const say = words[language];
  const whose = [key.role === '' ? key.person : say.of(key.role, key.account), key.role !== '' && key.person];
  const alive = key.expiresAt === undefined ? say.active : say.until(minute(key.expiresAt));
  return [
    key.id,
    whose.filter(Boolean).join(', '),
    key.active ? alive : say.revoked,
    minute(key.createdAt),
    key.createdBy,
    key.usedAt === undefined ? say.never : minute(key.usedAt),
  ];
}

const minute = (time: string): string => `${time.slice(0, 16).replace('T', ' ')}Z`;

async function revoke(id: string, data: string | undefined, context: CommandContext): Promise<void> {
  await administer({ operation: 'RevokeAccessKey', input: { id }, answer: z.object({}) }, data, context);
  context.terminal.out(
    context.say({
      en: `${id} is revoked, with every session that began with it.`,
      ja: `${id} と、そこから始まったすべてのセッションを失効させました。`,
    }),
  );
}

async function rotate(data: string | undefined, context: CommandContext): Promise<void> {
  const answer = z.object({ sealed: z.number() });
  const { sealed } = await administer({ operation: 'RotateMasterKey', input: {}, answer }, data, context);
  context.terminal.out(
    context.say({
      en: `The secrets of ${sealed} keys are sealed with the newest master key.`,
      ja: `${sealed} 個のキーのシークレットを、最新のマスターキーで暗号化し直しました。`,
    }),
  );
}
