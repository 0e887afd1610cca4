import { Fault } from '#kernel';
import type { Decision } from '../engine/decision.ts';
import type { Entities } from '../engine/entities.ts';
import type { PolicySet } from '../engine/policy-set.ts';
import type { EntityJson } from '../engine/read-entities.ts';
import { LoadedEntities } from '../folder/loaded-entities.ts';
import { policySetOf, readPolicyFolder, withTestsAside } from '../folder/policy-folder.ts';
import { refuseErrors } from '../folder/policy-problem.ts';
import { uidOf, type UidLike } from '../uid-text.ts';
import { watchFolder } from '../folder/watch-folder.ts';

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
    readable(() =>
      now.policies.decide({
        principal: uidOf(principal),
        action: uidOf(action),
        resource: uidOf(resource),
        entities: entities === undefined ? now.entities.all : now.entities.with(listed(entities)),
        ...(context === undefined ? {} : { context }),
      }),
    );
  return {
    get policies() {
      return now.policies;
    },
    get entities() {
      return now.entities.all;
    },
    decide,
    isAllowed: (request) => decide(request).decision === 'allow',
    reload,
    watch: (told) => watchFolder(folder, () => reload().then(() => told(undefined), told)),
  };
}

/** Programs in JavaScript have no compiler that tells them. */
function listed(entities: Iterable<EntityJson>): Iterable<EntityJson> {
  if (Symbol.iterator in Object(entities)) return entities;
  throw new Fault('BadInput', {
    en: 'The entities of the request are no list. Give [{"uid": {"type", "id"}, "attrs": {}, "parents": []}], or leave them out.',
    ja: 'リクエストの entities がリストではありません。[{"uid": {"type", "id"}, "attrs": {}, "parents": []}] の形で渡すか、省いてください。',
  });
}

/** What goes in a circle ends the stack before it is read. */
function readable(decide: () => Decision): Decision {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const said = {
      en: 'The request is nested too deep, or holds itself. Give context and attributes that end.',
      ja: 'リクエストの入れ子が深すぎるか、循環しています。context と属性を見直してください。',
    };
    throw new Fault('BadInput', said, { cause: error });
  }
}

interface InForce {
  readonly policies: PolicySet;
  readonly entities: LoadedEntities;
}

async function readInForce(root: string): Promise<InForce> {
  const folder = withTestsAside(await readPolicyFolder(root));
  refuseErrors(root, folder.problems);
  const policies = policySetOf(folder);
  return { policies, entities: new LoadedEntities(policies, folder.entities) };
}
