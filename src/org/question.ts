import { isIP } from 'node:net';
import type { Caller, Request } from '#aws';
import type { Question } from '#authz';
import { roleArn, type RoleIn } from './roles.ts';

type Entity = Question['entities'][number];
type Uid = Question['principal'];

/** What somebody wants to do, and to what: an account, a role to assume, or everything that Yagura watches. */
export interface Wish {
  readonly caller: Pick<Caller, 'arn' | 'account' | 'name' | 'role'>;
  readonly action: string;
  readonly on: { readonly account: string } | { readonly assume: RoleIn } | 'everything';
  readonly context: Request['context'];
}

/** A wish as Cedar is asked it. */
export function questionOf({ caller, action, on, context }: Wish): Question {
  const principal = principalOf(caller);
  const resource = resourceOf(on);
  const accounts = [caller.account, ...accountOf(on)].map(accountEntity);
  return {
    principal: principal.uid,
    action: uid('Action', action),
    resource: resource.uid,
    context: circumstances(context),
    entities: once([principal, uidEntity('Role', caller.role), ...accounts, organization, resource]),
  };
}

const uid = (type: string, id: string): Uid => ({ type: `Yagura::${type}`, id });
const uidEntity = (type: string, id: string, parents: Uid[] = []): Entity => ({
  uid: uid(type, id),
  attrs: {},
  parents,
});
const everything = uid('Organization', 'yagura');
const organization = uidEntity('Organization', 'yagura');
const accountEntity = (id: string): Entity => uidEntity('Account', id, [everything]);

function principalOf({ arn, account, name, role }: Wish['caller']): Entity {
  const of = arn.includes(':assumed-role/') ? uid('Session', arn) : uid('Person', name);
  const attrs = { account: { __entity: uid('Account', account) }, role };
  return { uid: of, attrs, parents: [uid('Role', role)] };
}

function resourceOf(on: Wish['on']): Entity {
  if (on === 'everything') return organization;
  if ('account' in on) return accountEntity(on.account);
  const { account, role } = on.assume;
  const attrs = { account: { __entity: uid('Account', account) }, role };
  return { uid: uid('AssumableRole', roleArn(on.assume)), attrs, parents: [uid('Account', account)] };
}

function accountOf(on: Wish['on']): string[] {
  if (on === 'everything') return [];
  return ['assume' in on ? on.assume.account : on.account];
}

const circumstances = ({ region, sourceAddress, at }: Wish['context']): Question['context'] => ({
  region,
  time: { __extn: { fn: 'datetime', arg: at.toISOString() } },
  ...(isIP(sourceAddress) === 0 ? {} : { address: { __extn: { fn: 'ip', arg: sourceAddress } } }),
});

/** Cedar takes no entity twice. */
const once = (entities: readonly Entity[]): Entity[] => [
  ...new Map(entities.map((entity) => [JSON.stringify(entity.uid), entity])).values(),
];
