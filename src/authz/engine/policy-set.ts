import { Fault } from '#kernel';
import { ActionIndexes } from './action-indexes.ts';
import { ActionLabels } from './action-labels.ts';
import { compilePolicy, type CompiledPolicy } from './compiled-policy.ts';
import { Tally, type Decision } from './decision.ts';
import { Entities } from './entities.ts';
import { Misread } from './misread.ts';
import { isTypeName } from './names.ts';
import type { Schema } from './schema.ts';
import type { Policy } from './policy.ts';
import { actionEntities, readEntities, type EntityJson } from './read-entities.ts';
import { ValueReader } from './read-value.ts';
import type { CedarRequest } from './request.ts';
import { ScopeLabels } from './scope-labels.ts';
import { emptyRecord, EntityUid, type CedarRecord } from './values.ts';
import { isWithin } from './within.ts';

/** May this principal do this action to this resource? */
export interface DecisionRequest {
  readonly principal: Uid;
  readonly action: Uid;
  readonly resource: Uid;
  /** Cedar's JSON form; longs beyond 2^53 as bigints. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** What is known of principal, resource and their relatives: loaded once with `load`, or given with each request. */
  readonly entities?: Entities | Iterable<EntityJson>;
}

export interface Uid {
  readonly type: string;
  readonly id: string;
}

/** Policies in force together, compiled. They do not change: another set takes the place of this one. */
export class PolicySet {
  readonly policies: readonly Policy[];
  readonly schema: Schema | undefined;
  private readonly compiled: readonly CompiledPolicy[];
  private readonly indexes: ActionIndexes;
  private readonly principals = new ScopeLabels();
  private readonly resources = new ScopeLabels();
  private readonly reader: ValueReader;
  private readonly actions: Entities;
  private readonly nobody: Entities;
  private readonly tally = new Tally();

  constructor(policies: readonly Policy[], schema: Schema | undefined) {
    const labels = { principal: this.principals, action: new ActionLabels(), resource: this.resources };
    this.policies = policies;
    this.schema = schema;
    this.compiled = policies.map((policy, place) => compilePolicy(policy, place, labels));
    this.indexes = new ActionIndexes(this.compiled, labels.action);
    this.reader = new ValueReader(schema);
    this.actions = actionEntities(schema);
    this.nobody = new Entities([], this.actions);
  }

  /**
   * Entities to decide with again and again. With a schema they are read as it says, and what it does not allow is
   * refused. Throws `BadInput` with the place; also when an entity is its own ancestor.
   */
  load(entities: Iterable<EntityJson>): Entities {
    return readable('entities', () => readEntities(entities, this.reader, this.actions));
  }

  /** Decides. Throws `BadInput` when the request cannot be read; a policy that errs is only skipped and reported. */
  decide(request: DecisionRequest): Decision {
    const asked = this.read(request);
    const index = this.indexes.of(asked.action, asked.actionEntity, asked.entities);
    const principal = this.principals.labelsOf(asked.principal, asked.principalEntity, asked.entities);
    const resource = this.resources.labelsOf(asked.resource, asked.resourceEntity, asked.entities);
    index.visit(principal, resource, (cell) => this.tally.ask(cell, asked));
    return this.tally.decision();
  }

  /** The same by asking every policy: the oracle of the index. */
  decideByScan(request: DecisionRequest): Decision {
    const asked = this.read(request);
    this.tally.ask(
      this.compiled.filter(({ policy }) => isWithin(policy, asked)),
      asked,
    );
    return this.tally.decision();
  }

  private read({ principal, action, resource, context, entities }: DecisionRequest): CedarRequest {
    const known = entities === undefined ? this.nobody : entities instanceof Entities ? entities : this.load(entities);
    const principalEntity = known.find(principal.type, principal.id);
    const actionEntity = known.find(action.type, action.id);
    const resourceEntity = known.find(resource.type, resource.id);
    return {
      principal: principalEntity?.uid ?? uidOf(principal),
      action: actionEntity?.uid ?? uidOf(action),
      resource: resourceEntity?.uid ?? uidOf(resource),
      context: context === undefined ? emptyRecord : this.contextOf(context, action),
      entities: known,
      principalEntity,
      actionEntity,
      resourceEntity,
    };
  }

  private contextOf(json: Readonly<Record<string, unknown>>, action: Uid): CedarRecord {
    const type = this.schema?.action(action.type, action.id)?.context;
    return readable('context', () => this.reader.record(json, type));
  }
}

function uidOf({ type, id }: Uid): EntityUid {
  if (isTypeName(type)) return new EntityUid(type, id);
  throw new Fault(
    'BadInput',
    `${JSON.stringify(type)} is no name of a type. Name types as Cedar does: User, Shop::Order.`,
  );
}

function readable<Result>(what: 'entities' | 'context', read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    const place = error.place === '' ? '' : `, at ${error.place}`;
    throw new Fault('BadInput', `The ${what} cannot be used${place}: ${error.message}.`, { cause: error });
  }
}
