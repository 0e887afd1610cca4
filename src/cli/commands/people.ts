import { z } from 'zod';
import { Person, roles } from '#org';
import { administer } from '../administer.ts';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder, oneOf } from '../option.ts';
import { tableOf } from '../table.ts';

const Data = z.object({ data: z.string().optional() });
const Given = Data.extend({ role: z.string().optional(), account: z.string().optional() });
const OnePerson = z.object({ person: Person });

/** `yagura people list|add|set|disable|enable`: who uses Yagura, in which role. */
const command: CommandFile = (program, context) => {
  const group = program.command('people').description('Who uses Yagura: list, add, change, disable');
  group
    .command('list')
    .description('List everybody, with role and account')
    .addOption(dataFolder())
    .action((options: unknown) => list(Data.parse(options).data, context));
  group
    .command('add')
    .description('Let somebody use Yagura; yagura signin-link --person NAME makes their first link')
    .argument('<name>')
    .addOption(oneOf('--role <role>', 'what they may be', roles).makeOptionMandatory())
    .option('--account <id>', 'account that they belong to; that of Yagura itself unless given')
    .addOption(dataFolder())
    .action((name: string, options: unknown) => change('CreatePerson', { name, ...Given.parse(options) }, context));
  group
    .command('set')
    .description('Change role or account of somebody')
    .argument('<name>')
    .addOption(oneOf('--role <role>', 'what they may be from now on', roles))
    .option('--account <id>', 'account that they belong to from now on')
    .addOption(dataFolder())
    .action((name: string, options: unknown) => change('UpdatePerson', { name, ...Given.parse(options) }, context));
  for (const [word, disabled, about] of [
    ['disable', true, 'Let somebody in no more; their keys and sessions end at once'],
    ['enable', false, 'Let somebody in again'],
  ] as const)
    group
      .command(word)
      .description(about)
      .argument('<name>')
      .addOption(dataFolder())
      .action((name: string, options: unknown) =>
        change('UpdatePerson', { name, disabled, ...Data.parse(options) }, context),
      );
};
export default command;

async function list(data: string | undefined, context: CommandContext): Promise<void> {
  const answer = z.object({ people: z.array(Person) });
  const { people } = await administer({ operation: 'ListPeople', input: {}, answer }, data, context);
  const rows = people.map((person) => [person.name, person.role, person.account, person.disabled ? 'disabled' : '']);
  for (const line of tableOf(['name', 'role', 'account', ''], rows, context.terminal.columns))
    context.terminal.out(line);
}

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
  context.terminal.out(
    `${person.name} is ${person.role} in account ${person.account}${person.disabled ? ', disabled' : ''}.`,
  );
}
