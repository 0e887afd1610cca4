import type {
  AttributeValue,
  EntitiesDefinition,
  EntityIdentifier,
  EntityItem,
} from '@aws-sdk/client-verifiedpermissions';
import { z } from 'zod';
import { isJsonObject } from '#kernel';
import type { Uid } from './engine/policy-set.ts';
import type { EntityJson, UidJson } from './engine/read-entities.ts';

/** The name of an entity as the service has it. */
export const identifierOf = ({ type, id }: Uid): EntityIdentifier => ({ entityType: type, entityId: id });

/** A value of Cedar's JSON form, entities and extensions written in full, as the service's typed value. */
export function typedValue(json: unknown): AttributeValue {
  if (typeof json === 'boolean') return { boolean: json };
  if (typeof json === 'number') return { long: json };
  if (typeof json === 'string') return { string: json };
  if (Array.isArray(json)) return { set: json.map(typedValue) };
  const { __entity: uid, __extn: call } = Escapes.parse(json);
  if (uid !== undefined) return { entityIdentifier: identifierOf(uid) };
  if (call !== undefined) return extensionValue(call.fn, call.arg);
  return { record: isJsonObject(json) ? typedFields(json) : {} };
}

const Name = z.object({ type: z.string(), id: z.string() });
const Escapes = z.object({
  __entity: Name.optional(),
  __extn: z.object({ fn: z.string(), arg: z.string() }).optional(),
});

export const typedFields = (fields: Readonly<Record<string, unknown>>): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typedValue(value)]));

function extensionValue(name: string, text: string): AttributeValue {
  if (name === 'ip') return { ipaddr: text };
  if (name === 'decimal') return { decimal: text };
  return name === 'datetime' ? { datetime: text } : { duration: text };
}

/** Entities as the service takes them: typed, or as text in Cedar's form. */
export const entitiesAs = (form: 'typed' | 'text', entities: readonly EntityJson[]): EntitiesDefinition =>
  form === 'text' ? { cedarJson: JSON.stringify(entities) } : { entityList: entities.map(entityItem) };

const entityItem = ({ uid, attrs, parents, tags = {} }: EntityJson): EntityItem => ({
  identifier: nameOf(uid),
  attributes: typedFields(attrs),
  parents: parents.map(nameOf),
  tags: typedFields(tags),
});

const nameOf = (uid: UidJson): EntityIdentifier => identifierOf(Name.parse(uid));
