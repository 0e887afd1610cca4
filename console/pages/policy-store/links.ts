import type { EntityName, PolicyItem } from '../../policy-operations.ts';

/** The places of a template that a link fills. */
export const parts = ['principal', 'resource'] as const;
export type Part = (typeof parts)[number];

/** A policy that fills a template. */
export interface Link {
  readonly id: string;
  readonly template: string;
  readonly principal: EntityName | undefined;
  readonly resource: EntityName | undefined;
}

/** What a link fills in; undefined for any other item. */
export function linkOf({ kind, id, text }: PolicyItem): Link | undefined {
  if (kind !== 'policy' || !text.startsWith('{')) return undefined;
  const filled: unknown = JSON.parse(text);
  return {
    id,
    template: textAt(filled, 'policyTemplateId'),
    principal: entityAt(filled, 'principal'),
    resource: entityAt(filled, 'resource'),
  };
}

/** The slots of a template; a comment or a text that speaks of one is no slot. */
export const slotsOf = (statement: string): Part[] => {
  const code = statement.replaceAll(/"(?:[^"\\]|\\.)*"|\/\/.*$/gm, '');
  return parts.filter((part) => code.includes(`?${part}`));
};

/** As Cedar writes it: `User::"alice"`. */
export const written = ({ entityType, entityId }: EntityName): string => `${entityType}::${JSON.stringify(entityId)}`;

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function textAt(value: unknown, name: string): string {
  const found = memberOf(value, name);
  return typeof found === 'string' ? found : '';
}

function entityAt(value: unknown, name: Part): EntityName | undefined {
  const found = memberOf(value, name);
  if (found === undefined) return undefined;
  return { entityType: textAt(found, 'entityType'), entityId: textAt(found, 'entityId') };
}
