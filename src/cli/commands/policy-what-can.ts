import { z } from 'zod';
import { filterOf, residualOf, sqlOf, whatCan, type Access } from '#authz';
import { Fault } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { oneOf, optionsIn, repeated } from '../option.ts';
import {
  actionIn,
  askable,
  contextOf,
  entityIn,
  openAsked,
  printAccess,
  refuseOtherType,
  type AskedFolder,
} from '../policy-question.ts';
import { policyGroup } from '../policy-group.ts';
import { visibleLines } from '../visible.ts';

const Options = z.object({
  folder: z.string(),
  context: z.string().optional(),
  format: z.enum(['text', 'jsonl']),
  action: z.string().optional(),
  filter: z.enum(['json', 'sqlite', 'postgres']).optional(),
  type: z.string().optional(),
  column: z.array(z.string()).default([]),
  ancestors: z.string().optional(),
});
type Options = z.infer<typeof Options>;

/** `yagura policy what-can PRINCIPAL`: what somebody may do; or, as a filter, what a database must look for. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  askable(policyGroup(program, say).command('what-can'), say)
    .description(
      say({
        en: 'What somebody may do to the entities of a folder; or a filter for those in your database',
        ja: 'フォルダーのエンティティに対してできること。またはデータベースの中から探すためのフィルター',
      }),
    )
    .argument('<principal>', say({ en: `such as 'User::"alice"'`, ja: `例: 'User::"alice"'` }))
    .option('--action <action>', say({ en: 'ask about this action alone', ja: 'このアクションだけについて調べる' }))
    .addOption(
      oneOf(
        '--filter <form>',
        say({
          en: 'print what a resource must be like, for one action and one type',
          ja: '1 つのアクションと型について、リソースが満たすべき条件を表示する',
        }),
        ['json', 'sqlite', 'postgres'],
      ),
    )
    .option(
      '--type <type>',
      say({ en: 'the type of the resources that the filter looks for', ja: 'フィルターが探すリソースの型' }),
    )
    .addOption(
      repeated(
        '--column <attribute=column>',
        say({
          en: 'the column of an attribute in SQL; id=… is that of the id (may be given more than once)',
          ja: 'SQL での属性の列。id=… は ID の列（複数回指定可）',
        }),
      ),
    )
    .option(
      '--ancestors <table>',
      say({
        en: 'the table (type, id, ancestor_type, ancestor_id) of who is in what, in SQL',
        ja: 'SQL での所属関係のテーブル（type、id、ancestor_type、ancestor_id）',
      }),
    )
    .action((principal: string, given: unknown) => ask(principal, optionsIn(Options, given), context));
};
export default command;

async function ask(principal: string, options: Options, command: CommandContext): Promise<void> {
  const { terminal } = command;
  const asked = await openAsked(options.folder, command);
  if (options.filter !== undefined) {
    terminal.out(visibleLines(filterText(principal, options, asked)));
    return;
  }
  const context = contextOf(options.context);
  const found = whatCan(asked.set, {
    principal: entityIn(asked.set, principal),
    entities: asked.entities.all,
    ...(context === undefined ? {} : { context }),
    ...(options.action === undefined ? {} : { actions: [actionIn(asked.set, options.action)] }),
  });
  if (
    printAccess(found, { format: options.format, terminal, row, say: command.say }) === 0 &&
    options.format === 'text'
  )
    terminal.out(
      command.say({
        en: 'Nothing to the entities of this folder.',
        ja: 'このフォルダーのエンティティに対してできることはありません。',
      }),
    );
}

const row = ({ action, resource }: Access): string => `${action.id}  ${resource.type}::${JSON.stringify(resource.id)}`;

function filterText(principal: string, options: Options, { set, entities }: AskedFolder): string {
  const { action, type, filter: form, ancestors } = options;
  if (action === undefined || type === undefined)
    throw new Fault('Usage', {
      en: 'A filter is for one action and one type of resource. Give --action and --type.',
      ja: 'フィルターは 1 つのアクションと 1 つのリソースの型についてのものです。--action と --type を指定してください。',
    });
  refuseOtherType(set, type);
  const request = {
    principal: entityIn(set, principal),
    action: actionIn(set, action),
    resource: { type },
    context: contextOf(options.context) ?? {},
    entities: entities.all,
  };
  const filter = filterOf(residualOf(set, request), set);
  if (form === 'json' || form === undefined) return JSON.stringify(filter, asText, 2);
  const { id = 'id', ...attributes } = Object.fromEntries(options.column.map((pair) => cut(pair)));
  const sql = sqlOf(filter, { id, attributes, ...(ancestors === undefined ? {} : { ancestors }) }, form);
  return `${sql.text}\n${JSON.stringify(sql.parameters, asText)}`;
}

function cut(pair: string): [string, string] {
  const [attribute = '', ...column] = pair.split('=');
  return [attribute, column.join('=')];
}

/** Whole numbers beyond 2^53 as texts, since JSON knows them no other way. */
const asText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
