import { Fault } from '#kernel';
import { Tally, type Decision } from './decision.ts';
import { Entities, type Entity } from './entities.ts';
import { below, Misread } from './misread.ts';
import { isTypeName } from './names.ts';
import { type RecordType, Schema } from './schema.ts';
import type { Policy } from './policy.ts';
import { actionEntities, contextTypes, entitiesTogether, readEntity, type EntityJson } from './read-entities.ts';
import { isPlainFields } from './plain-fields.ts';
import { ValueReader } from './read-value.ts';
import { emptyRequest, unnamed, type CedarRequest } from './request.ts';
import { Scopes } from './scopes.ts';
import { CedarRecord, emptyRecord, EntityUid } from './values.ts';
import { wholly, type Slices } from './slices.ts';
import { isWithin } from './within.ts';

/** May this principal do this action to this resource? */
export interface DecisionRequest {
  readonly principal: Uid;
  readonly action: Uid;
  readonly resource: Uid;
  /** Cedar's JSON form; longs beyond 2^53 as bigints. */
  readonly context?: CedarRecord | Readonly<Record<string, unknown>> | undefined;
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
  private readonly scopes: Scopes;
  private readonly reader: ValueReader;
  private readonly actions: Entities;
  private readonly nobody: Entities;
  private readonly contextTypes: ReadonlyMap<Entity, RecordType>;
  private readonly tally = new Tally();
  private readonly asked: CedarRequest;

  constructor(policies: readonly Policy[], schema: Schema | undefined) {
    this.policies = policies;
    this.schema = schema;
    this.scopes = new Scopes(policies);
    this.reader = new ValueReader(schema);
    this.actions = actionEntities(schema);
    this.nobody = new Entities([], this.actions);
    this.contextTypes = contextTypes(schema, this.actions);
    this.asked = emptyRequest(this.nobody);
  }

  /**
   * Entities to decide with again and again. With a schema they are read as it says, and what it does not allow is
   * refused. Throws `BadInput` with the place; also when an entity is its own ancestor.
   */
  load(entities: Iterable<EntityJson>): Entities {
    return this.loadUnknown(entities);
  }

  /** As `load`, of what came from outside and may be anything. */
  loadUnknown(entities: Iterable<unknown>): Entities {
    const read: Entity[] = [];
    for (const json of entities) read.push(this.readEntity(json, read.length));
    return wholly(this.whole(read));
  }

  /** One of the entities that `whole` puts together, and its place among them. Throws `BadInput` with the place. */
  readEntity(json: unknown, place: number): Entity {
    return readable('entities', () => below(place, () => readEntity(json, this.reader)));
  }

  /** Entities to decide with, of those that `readEntity` gave. Throws `BadInput` as `load` does. */
  whole(entities: readonly Entity[]): Slices<Entities> {
    return readableInSlices('entities', entitiesTogether(entities, this.schema, this.actions));
  }

  /** A context, or attributes, in Cedar's JSON form. Throws `BadInput` with the place. */
  readRecord(json: unknown, type?: RecordType, what: What = 'context'): CedarRecord {
    return readable(what, () => this.reader.context(json, type));
  }

  /** Entities that were read already, to decide with. Throws `BadInput` when one is its own ancestor. */
  known(entities: readonly Entity[]): Entities {
    return readable('entities', () => new Entities(entities, this.actions));
  }

  /** As `known`, for many of them. */
  gathering(entities: readonly Entity[]): Slices<Entities> {
    return readableInSlices('entities', Entities.gathered(entities, this.actions));
  }

  /** The same entities and the actions of the schema among them, for whoever knows no schema. */
  withActions(entities: Entities): Entities {
    return new Entities([...entities, ...this.actions]);
  }

  /** Decides. Throws `BadInput` when the request cannot be read; a policy that errs is only skipped and reported. */
  decide(request: DecisionRequest): Decision {
    const asked = this.read(request);
    this.tally.clear();
    return this.scopes.ask(asked, this.tally) ? this.tally.decision() : this.scan(asked);
  }

  /** The same by looking at every policy: the oracle of the index. */
  decideByScan(request: DecisionRequest): Decision {
    return this.scan(this.read(request));
  }

  /** A request as policies are evaluated against it. Throws `BadInput` as `decide` does. */
  requestOf(request: DecisionRequest): CedarRequest {
    return { ...this.read(request) };
  }

  private scan(request: CedarRequest): Decision {
    this.tally.clear();
    const fulfilled = this.scopes.policies.filter(({ policy }) => isWithin(policy, request));
    this.tally.ask(fulfilled, request);
    return this.tally.decision();
  }

  /** INVARIANT: the request is used up before the next one is read; deciding waits for nothing. */
  private read({ principal, action, resource, context, entities }: DecisionRequest): CedarRequest {
    const known = entities instanceof Entities ? entities : this.entitiesOf(entities);
    const { asked } = this;
    asked.entities = known;
    asked.principalEntity = known.find(principal.type, principal.id);
    asked.principal = asked.principalEntity?.uid ?? uidOf(principal);
    asked.actionEntity = this.actions.find(action.type, action.id) ?? known.find(action.type, action.id);
    asked.action = asked.actionEntity?.uid ?? uidOf(action);
    asked.resourceEntity = known.find(resource.type, resource.id);
    asked.resource = asked.resourceEntity?.uid ?? uidOf(resource);
    asked.context = context instanceof CedarRecord ? context : this.contextOf(context, asked.actionEntity);
    return asked;
  }

  private entitiesOf(list: Iterable<EntityJson> | undefined): Entities {
    return list === undefined ? this.nobody : this.load(list);
  }

  private contextOf(json: Readonly<Record<string, unknown>> | undefined, action: Entity | undefined): CedarRecord {
    if (json === undefined) return emptyRecord;
    const type = action === undefined ? undefined : this.contextTypes.get(action);
    if (isPlainFields(json, type)) return new CedarRecord(json);
    return this.readRecord(json, type);
  }
}

function uidOf(uid: Uid): EntityUid {
  if (uid instanceof EntityUid) return uid;
  const { type, id } = uid;
  if (isTypeName(type) && id.isWellFormed()) return new EntityUid(type, id);
  if (type === '' && id === '') return unnamed; // a part of the question that is left open
  throw new Fault('BadInput', isTypeName(type) ? halfLetter(id) : noTypeName(type));
}

const halfLetter = (id: string) => ({
  en: `The id ${JSON.stringify(id)} holds half of a letter (a lone surrogate). Send the letter whole.`,
  ja: `ID ${JSON.stringify(id)} に文字の半分（対になっていないサロゲート）が含まれています。文字全体を送ってください。`,
});

const noTypeName = (type: string) => ({
  en: `${JSON.stringify(type)} is no name of a type. Name types as Cedar does: User, Shop::Order.`,
  ja: `${JSON.stringify(type)} は型の名前ではありません。Cedar の書き方（User、Shop::Order）で書いてください。`,
});

/** What is read, as it is called. */
const inWords = {
  entities: { en: 'entities', ja: 'エンティティ' },
  context: { en: 'context', ja: 'コンテキスト' },
  claims: { en: 'claims of the token', ja: 'トークンのクレーム' },
} as const;
type What = keyof typeof inWords;

function readable<Result>(what: What, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw unreadable(what, error);
  }
}

function* readableInSlices<Result>(what: What, reading: Slices<Result>): Slices<Result> {
  try {
    return yield* reading;
  } catch (error) {
    throw unreadable(what, error);
  }
}

function unreadable(what: What, error: unknown): unknown {
  if (!(error instanceof Misread)) return error;
  const place = error.place === '' ? '' : `, at ${error.place}`;
  return new Fault(
    'BadInput',
    {
      en: `The ${inWords[what].en} cannot be used${place}: ${error.message}.`,
      ja: `${inWords[what].ja}が使えません${error.place === '' ? '' : `（${error.place}）`}: ${error.ja}。`,
    },
    { cause: error },
  );
}
