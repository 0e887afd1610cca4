import type { Decision } from './engine/decision.ts';
import { Entities, Entity } from './engine/entities.ts';
import { openPolicies } from './engine/open-policies.ts';
import type { PolicySet } from './engine/policy-set.ts';
import type { EntityJson } from './engine/read-entities.ts';
import { readPolicyFolder, type PolicyFolder } from './policy-folder.ts';
import { refuseErrors } from './policy-problem.ts';
import { uidOf, type UidLike } from './uid-text.ts';
import { watchFolder } from './watch-folder.ts';

/** May this principal do this action to this resource? Names as `{type, id}` or as Cedar writes them: `User::"alice"`. */
export interface AccessRequest {
  readonly principal: UidLike;
  readonly action: UidLike;
  readonly resource: UidLike;
  /** Cedar's JSON form; whole numbers beyond 2^53 as bigints. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** What is known for this request alone, besides the entities of the folder; of one name, these count. */
  readonly entities?: Iterable<EntityJson>;
}

/** Decides by the policies of a folder, in this process. */
export interface Authorizer {
  /** The policies in force. Another set takes their place when the folder is read anew. */
  readonly policies: PolicySet;
  /** The entities of the folder. */
  readonly entities: Entities;
  /** Which policies said what. Throws a `Fault` `BadInput` when the request cannot be read: treat that as a no. */
  decide(request: AccessRequest): Decision;
  /** Whether the decision is yes. Throws as `decide` does. */
  isAllowed(request: AccessRequest): boolean;
  /**
   * Reads the folder anew. All of it is taken at once, between two decisions; where anything in it is wrong, a `Fault`
   * `BadInput` that names file and line is thrown, and what was in force stays.
   */
  reload(): Promise<void>;
  /** Reads the folder anew whenever a file in it changes, until it is disposed of. `told` hears what was wrong, or nothing. */
  watch(told: (problem: unknown) => void): AsyncDisposable;
}

/**
 * Opens a folder of policies: `*.cedar`, a `*.cedarschema` or `*.cedarschema.json`, `entities.json`, `links.json`.
 * Throws a `Fault` `BadInput` with file, line and column of everything that is wrong.
 */
export async function open(folder: string): Promise<Authorizer> {
  let now = await readInForce(folder);
  const reload = async (): Promise<void> => void (now = await readInForce(folder));
  const decide = ({ principal, action, resource, context, entities }: AccessRequest): Decision =>
    now.policies.decide({
      principal: uidOf(principal),
      action: uidOf(action),
      resource: uidOf(resource),
      entities: entities === undefined ? now.entities : withMore(now, entities),
      ...(context === undefined ? {} : { context }),
    });
  return {
    get policies() {
      return now.policies;
    },
    get entities() {
      return now.entities;
    },
    decide,
    isAllowed: (request) => decide(request).decision === 'allow',
    reload,
    watch: (told) => watchFolder(folder, () => reload().then(() => told(undefined), told)),
  };
}

interface InForce {
  readonly policies: PolicySet;
  readonly entities: Entities;
  /** The name of every entity and of every parent. */
  readonly named: ReadonlySet<string>;
}

async function readInForce(root: string): Promise<InForce> {
  const folder = await readPolicyFolder(root);
  refuseErrors(root, folder.problems);
  const policies = policySetOf(folder);
  const entities = policies.load(folder.entities);
  const named = [...entities].flatMap(({ uid, parents }) => [uid.key, ...parents.map(({ key }) => key)]);
  return { policies, entities, named: new Set(named) };
}

/** The policies of a folder that has no errors, compiled. */
export const policySetOf = ({
  policies,
  links,
  schema,
}: Pick<PolicyFolder, 'policies' | 'links' | 'schema'>): PolicySet =>
  openPolicies({ policies, links, ...(schema === undefined ? {} : { schema }) });

/**
 * Entities of a request above those of the folder. Those that no entity of the folder knows of change nothing for the
 * others, and stand on top; otherwise all are put together anew, since ancestors may have changed.
 */
function withMore({ policies, entities, named }: InForce, more: Iterable<EntityJson>): Entities {
  const given = [...policies.load(more)];
  if (given.every(({ uid }) => !named.has(uid.key))) return new Entities(given, entities);
  const all = [...entities, ...given].map(
    ({ uid, parents, attributes, tags }) => new Entity(uid, parents, attributes, tags), // without the ancestors it had
  );
  return new Entities(all, policies.load([]));
}
