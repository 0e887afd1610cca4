import { z } from 'zod';
import { Fault, languages } from '#kernel';
import { AccessKey, roles } from '#org';
import { administer } from '../administer.ts';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder, oneOf } from '../option.ts';
import { tableOf } from '../table.ts';

const Data = z.object({ data: z.string().optional() });
const Create = Data.extend({
  person: z.string().optional(),
  role: z.string().optional(),
  account: z.string().optional(),
  language: z.enum(languages).optional(),
});

/** `yagura keys create|list|revoke|rotate`: the access keys with which AWS tools sign their calls to Yagura. */
const command: CommandFile = (program, context) => {
  const group = program.command('keys').description('Access keys for AWS tools: make, list, revoke');
  group
    .command('create')
    .description('Make a key and print it once, as variables to paste into a shell')
    .option('--person <name>', 'whose key it is')
    .addOption(oneOf('--role <role>', 'or the role as which it acts, with --account', roles))
    .option('--account <id>', 'account in which it acts in that role; that of Yagura itself unless given')
    .addOption(oneOf('--language <language>', 'language in which findings are told to it', languages))
    .addOption(dataFolder())
    .action((options: unknown) => create(Create.parse(options), context));
  group
    .command('list')
    .description('List the keys, without their secrets')
    .addOption(dataFolder())
    .action((options: unknown) => list(Data.parse(options).data, context));
  group
    .command('revoke')
    .description('Revoke a key for good, with every session that began with it')
    .argument('<id>', 'the key: AKIA... or ASIA...')
    .addOption(dataFolder())
    .action((id: string, options: unknown) => revoke(id, Data.parse(options).data, context));
  group
    .command('rotate')
    .description('Seal the secrets of all keys with a new master key')
    .addOption(dataFolder())
    .action((options: unknown) => rotate(Data.parse(options).data, context));
};
export default command;

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
  terminal.out(`export AWS_DEFAULT_REGION=${config.ingest.region}`);
  terminal.err('The secret is shown this once. An AWS CLI before 2.13 does not read AWS_ENDPOINT_URL: add');
  terminal.err(`  --endpoint-url ${machine.url}`);
}

const NewKey = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

function ownerOf({ person, role, account }: z.infer<typeof Create>, home: string): object {
  if ((person === undefined) === (role === undefined) || (person !== undefined && account !== undefined))
    throw new Fault(
      'Usage',
      'Say whose the key is: --person NAME, or --role ROLE and --account ID. See yagura keys create --help.',
    );
  return person === undefined ? { role, account: account ?? home } : { person };
}

async function list(data: string | undefined, context: CommandContext): Promise<void> {
  const answer = z.object({ keys: z.array(AccessKey) });
  const { keys } = await administer({ operation: 'ListAccessKeys', input: {}, answer }, data, context);
  const header = ['key', 'of', 'state', 'created', 'by', 'last used'];
  for (const line of tableOf(header, keys.map(cells), context.terminal.columns)) context.terminal.out(line);
}

const cells = (key: AccessKey): string[] => [
  key.id,
  [key.role === '' ? key.person : `${key.role} of ${key.account}`, key.role !== '' && key.person]
    .filter(Boolean)
    .join(', '),
  key.active ? (key.expiresAt === undefined ? 'active' : `until ${minute(key.expiresAt)}`) : 'revoked',
  minute(key.createdAt),
  key.createdBy,
  key.usedAt === undefined ? 'never' : minute(key.usedAt),
];

const minute = (time: string): string => `${time.slice(0, 16).replace('T', ' ')}Z`;

async function revoke(id: string, data: string | undefined, context: CommandContext): Promise<void> {
  await administer({ operation: 'RevokeAccessKey', input: { id }, answer: z.object({}) }, data, context);
  context.terminal.out(`${id} is revoked, with every session that began with it.`);
}

async function rotate(data: string | undefined, context: CommandContext): Promise<void> {
  const answer = z.object({ sealed: z.number() });
  const { sealed } = await administer({ operation: 'RotateMasterKey', input: {}, answer }, data, context);
  context.terminal.out(`The secrets of ${sealed} keys are sealed with the newest master key.`);
}
