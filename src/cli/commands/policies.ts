import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Fault, sentenceOf } from '#kernel';
import { Policy, RoleWord } from '#org';
import { administer } from '../administer.ts';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder } from '../option.ts';
import { tableOf } from '../table.ts';

const Data = z.object({ data: z.string().optional() });
const dataOf = (options: unknown): string | undefined => Data.parse(options).data;
const Nothing = z.object({});

/** `yagura policies ...`: the Cedar policies that decide who may do what, and what they come to. */
const command: CommandFile = (program, context) => {
  const group = program.command('policies').description('Who may do what: list, change and ask the Cedar policies');
  const add = (words: string, about: string) => group.command(words).description(about).addOption(dataFolder());
  add('list', 'List the policies, and say which were changed here').action((options: unknown) =>
    list(dataOf(options), context),
  );
  add('show <name>', 'Print a policy').action((name: string, options: unknown) => show(name, dataOf(options), context));
  add('check <name> <file>', 'Tell whether a file could be put in force under this name').action(
    (name: string, file: string, options: unknown) =>
      put('CheckPolicy', { name, file, data: dataOf(options) }, context),
  );
  add(
    'set <name> <file>',
    'Put a file in force at once, in the place of the policy of this name if there is one',
  ).action((name: string, file: string, options: unknown) =>
    put('PutPolicy', { name, file, data: dataOf(options) }, context),
  );
  add('reset <name>', 'Take back what was changed of a policy').action((name: string, options: unknown) =>
    reset(name, dataOf(options), context),
  );
  add('who-can <action>', 'Who may do an operation, such as guardduty:ListFindings').action(
    (action: string, options: unknown) => whoCan(action, dataOf(options), context),
  );
  add('what-can <person>', 'What somebody may do').action((person: string, options: unknown) =>
    whatCan(person, dataOf(options), context),
  );
};
export default command;

const everyPolicy = { operation: 'ListPolicies', input: {}, answer: z.object({ policies: z.array(Policy) }) };

async function list(data: string | undefined, context: CommandContext): Promise<void> {
  const { policies } = await administer(everyPolicy, data, context);
  const rows = policies.map(({ name, origin, changedBy = '', changedAt = '' }) => [name, origin, changedBy, changedAt]);
  for (const line of tableOf(['policy', 'origin', 'changed by', 'at'], rows, context.terminal.columns))
    context.terminal.out(line);
}

async function show(name: string, data: string | undefined, context: CommandContext): Promise<void> {
  const { policies } = await administer(everyPolicy, data, context);
  const found = policies.find((policy) => policy.name === name);
  if (found === undefined)
    throw new Fault(
      'NotFound',
      `There is no policy "${name}". There are ${policies.map((one) => one.name).join(', ')}.`,
    );
  context.terminal.out(found.text.trimEnd());
}

async function put(
  operation: 'CheckPolicy' | 'PutPolicy',
  { name, file, data }: { readonly name: string; readonly file: string; readonly data: string | undefined },
  context: CommandContext,
): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Fault('BadInput', `${file} cannot be read: ${sentenceOf(error)}.`, { cause: error });
  });
  await administer({ operation, input: { name, text }, answer: Nothing }, data, context);
  context.terminal.out(operation === 'PutPolicy' ? `${name} is in force.` : `${file} can be put in force.`);
}

async function reset(name: string, data: string | undefined, context: CommandContext): Promise<void> {
  await administer({ operation: 'ResetPolicy', input: { name }, answer: Nothing }, data, context);
  context.terminal.out(`What was changed of ${name} is taken back.`);
}

async function whoCan(action: string, data: string | undefined, context: CommandContext): Promise<void> {
  const answer = z.object({ people: z.array(z.string()), roles: z.array(RoleWord) });
  const { people, roles } = await administer({ operation: 'ListPermitted', input: { action }, answer }, data, context);
  context.terminal.out(`Roles: ${roles.join(', ') || 'none'}`);
  context.terminal.out(`People: ${people.join(', ') || 'nobody'}`);
}

async function whatCan(person: string, data: string | undefined, context: CommandContext): Promise<void> {
  const answer = z.object({ actions: z.array(z.string()) });
  const { actions } = await administer({ operation: 'ListPermissions', input: { person }, answer }, data, context);
  for (const action of actions) context.terminal.out(action);
}
