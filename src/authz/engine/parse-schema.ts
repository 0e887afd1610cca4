import type {
  CheckParseAnswer,
  SchemaJson,
  SchemaToJsonWithResolvedTypesAnswer,
  SchemaToTextAnswer,
} from '@cedar-policy/cedar-wasm/nodejs';
import { z } from 'zod';
import { Fault, textOf, type Text } from '#kernel';
import { readJson } from './json-text.ts';
import { askCedar, sentenceOfCedar } from './cedar.ts';
import { withShapes } from './schema-shapes.ts';
import {
  emptyRecordType,
  recordType,
  Schema,
  type ActionType,
  type CedarType,
  type EntityType,
  type RecordType,
} from './schema.ts';

/**
 * Reads a schema, as text or in JSON (a value, or the text of one). Throws `BadInput` with Cedar's own reason.
 */
export function parseSchema(source: string | SchemaJson<string>): Schema {
  const written = writtenSchema(source);
  const text = typeof written === 'string' ? written : schemaText(askCedar('schemaToText', written));
  return schemaFrom(text, askCedar('schemaToJsonWithResolvedTypes', text), askCedar('checkParseSchema', text));
}

/** A schema as text, or its JSON, which Cedar's library must first turn into text: only from that it resolves the names. */
export function writtenSchema(source: string | SchemaJson<string>): string | SchemaJson<string> {
  if (typeof source !== 'string') return asText(source);
  if (!source.trimStart().startsWith('{')) return source;
  try {
    readJson(source, (cursor) => cursor.skip()); // says the place of what is wrong, and refuses what is too deep
    return asText(JSON.parse(source));
  } catch (error) {
    throw unreadable(textOf(error));
  }
}

/** Whatever it is: Cedar's library says what is no schema. */
const AnySchema = z.custom<SchemaJson<string>>();
const asText = (json: unknown): SchemaJson<string> => AnySchema.parse(withShapes(json));

/** The text that JSON was turned into. Throws `BadInput`. */
export function schemaText(answer: SchemaToTextAnswer): string {
  if (answer.type === 'success') return answer.text;
  throw unreadable(sentenceOfCedar(answer.errors, ''));
}

/**
 * The schema of a text, from its resolved form, in which names were looked up and no more: circles of actions,
 * contexts that are no records and names that shadow others only the check tells. Throws `BadInput`.
 */
export function schemaFrom(text: string, answer: SchemaToJsonWithResolvedTypesAnswer, check: CheckParseAnswer): Schema {
  if (answer.type === 'failure') throw unreadable(sentenceOfCedar(answer.errors, text));
  if (check.type === 'failure') throw unreadable(sentenceOfCedar(check.errors, text));
  try {
    return resolved(text, answer.json);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // Cedar's library takes thousands of types one inside the other
    throw unreadable({
      en: 'Its types stand too deeply one inside the other. Take them apart',
      ja: '型の入れ子が深すぎます。分けて書いてください',
    });
  }
}

function resolved(text: string, json: unknown): Schema {
  const namespaces = Namespaces.parse(json);
  const common = commonTypes(
    new Map(
      namespaces.flatMap(([namespace, content]) =>
        content.commonTypes.map(([name, type]) => [qualified(namespace, name), type] as const),
      ),
    ),
  );
  const parents = new Map(
    namespaces.flatMap(([namespace, { entityTypes }]) =>
      entityTypes.map(([name, type]) => [qualified(namespace, name), type.memberOfTypes] as const),
    ),
  );
  const entityTypes = namespaces.flatMap(([namespace, content]) =>
    content.entityTypes.map(([name, written]): [string, EntityType] => [
      qualified(namespace, name),
      entityTypeOf(written, common, () => reachable(qualified(namespace, name), parents)),
    ]),
  );
  const actions = namespaces.flatMap(([namespace, content]) =>
    content.actions.map(([id, written]) => actionOf(qualified(namespace, 'Action'), id, written, common)),
  );
  return new Schema(text, new Map(entityTypes), actions);
}

const unreadable = ({ en, ja }: Text): Fault =>
  new Fault('BadInput', { en: `This schema cannot be read. ${en}.`, ja: `このスキーマは読めません。${ja}。` });

/** The types that `in` can lead to from a type, over any number of steps. */
function reachable(type: string, parents: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...(parents.get(type) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(parents.get(next) ?? []));
  }
  return found;
}

/** The type of a name, where a schema defines it for itself. */
type Common = (name: string) => CedarType | undefined;

/** Common types one inside the other. How many the stack has room for depends on what V8 compiled before. */
const deepest = 1000;

/** Each is resolved once and shared, since types that name others twice each would otherwise double at every step. */
function commonTypes(written: ReadonlyMap<string, WrittenType>): Common {
  const resolved = new Map<string, CedarType>();
  let depth = 0;
  const common: Common = (name) => {
    const type = written.get(name);
    if (type === undefined || resolved.has(name)) return resolved.get(name);
    if (++depth > deepest) throw new RangeError(`more than ${deepest} common types stand one inside the other`);
    resolved.set(name, typeOf(type, common));
    depth--;
    return resolved.get(name);
  };
  return common;
}

/** Ancestors are found when they are asked for: those of all types of a long chain would fill the memory. */
function entityTypeOf(written: WrittenEntityType, common: Common, find: () => ReadonlySet<string>): EntityType {
  let ancestors: ReadonlySet<string> | undefined;
  return {
    attributes: recordOf(written.shape, common),
    tags: written.tags === undefined ? undefined : typeOf(written.tags, common),
    get ancestors() {
      return (ancestors ??= find());
    },
    ids: written.enum === undefined ? undefined : new Set(written.enum),
  };
}

function actionOf(type: string, id: string, { memberOf, appliesTo }: WrittenAction, common: Common): ActionType {
  return {
    type,
    id,
    parents: memberOf.map((parent) => ({ type: parent.type ?? type, id: parent.id })),
    principals: appliesTo?.principalTypes ?? [],
    resources: appliesTo?.resourceTypes ?? [],
    context: recordOf(appliesTo?.context, common),
  };
}

function recordOf(written: WrittenType | undefined, common: Common): RecordType {
  const type = written === undefined ? emptyRecordType : typeOf(written, common);
  return type.kind === 'record' ? type : emptyRecordType;
}

const simple: Readonly<Record<string, CedarType>> = {
  Bool: { kind: 'bool' },
  Boolean: { kind: 'bool' },
  Long: { kind: 'long' },
  String: { kind: 'string' },
};

/** INVARIANT: common types do not refer to themselves; Cedar refuses a schema where one does. */
function typeOf(written: WrittenType, common: Common): CedarType {
  const { type, name = '', element, attributes } = written;
  if (type === 'Entity') return { kind: 'entity', name };
  if (type === 'Set' && element !== undefined) return { kind: 'set', element: typeOf(element, common) };
  if (type === 'Record') {
    const fields = (attributes ?? []).map(
      ([field, one]) => [field, { type: typeOf(one, common), required: one.required ?? true }] as const,
    );
    return recordType(new Map(fields));
  }
  const named = common(type);
  if (named !== undefined) return named;
  const plain = (type === 'Extension' ? name : type).replace(/^__cedar::/, '');
  return simple[plain] ?? { kind: 'extension', name: plain };
}

const qualified = (namespace: string, name: string): string => (namespace === '' ? name : `${namespace}::${name}`);

interface WrittenType {
  readonly type: string;
  readonly name?: string | undefined;
  readonly element?: WrittenType | undefined;
  readonly attributes?: readonly (readonly [name: string, type: WrittenType])[] | undefined;
  readonly required?: boolean | undefined;
}

/** What stands under names, as pairs: `z.record` leaves out the name `__proto__`, which Cedar takes. */
const named = <Of>(of: z.ZodType<Of>): z.ZodType<[name: string, of: Of][]> =>
  z
    .custom<object>((json) => typeof json === 'object' && json !== null)
    .transform((json) => Object.entries(json))
    .pipe(z.array(z.tuple([z.string(), of])));

const WrittenType: z.ZodType<WrittenType> = z.object({
  type: z.string(),
  name: z.string().optional(),
  element: z.lazy(() => WrittenType).optional(),
  attributes: z.lazy(() => named(WrittenType)).optional(),
  required: z.boolean().optional(),
});

const WrittenEntityType = z.object({
  memberOfTypes: z.array(z.string()).default([]),
  shape: WrittenType.optional(),
  tags: WrittenType.optional(),
  enum: z.array(z.string()).optional(),
});
type WrittenEntityType = z.infer<typeof WrittenEntityType>;

const WrittenAction = z.object({
  memberOf: z.array(z.object({ type: z.string().optional(), id: z.string() })).default([]),
  appliesTo: z
    .object({
      principalTypes: z.array(z.string()).default([]),
      resourceTypes: z.array(z.string()).default([]),
      context: WrittenType.optional(),
    })
    .nullish(),
});
type WrittenAction = z.infer<typeof WrittenAction>;

/** The resolved form that Cedar's library gives a schema in. */
const Namespaces = named(
  z.object({
    commonTypes: named(WrittenType).default([]),
    entityTypes: named(WrittenEntityType),
    actions: named(WrittenAction),
  }),
);
