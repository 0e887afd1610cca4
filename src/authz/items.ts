import { z } from 'zod';
import { checkReference } from './limits.ts';
import type { AuthzDb, ItemKind, ItemRow } from './tables.ts';

/** An entity as the service writes it. */
export const EntityIdentifier = z.object({ entityType: z.string(), entityId: z.string() });
export type EntityIdentifier = z.infer<typeof EntityIdentifier>;

/** What the head of a policy says, as listings show it. */
const Head = z.object({
  effect: z.enum(['Permit', 'Forbid']),
  principal: EntityIdentifier.optional(),
  resource: EntityIdentifier.optional(),
  actions: z.array(z.object({ actionType: z.string(), actionId: z.string() })),
});
export type Head = z.infer<typeof Head>;

const StaticBody = z.object({
  type: z.literal('STATIC'),
  statement: z.string(),
  description: z.string().optional(),
  head: Head,
});
const LinkedBody = z.object({
  type: z.literal('TEMPLATE_LINKED'),
  policyTemplateId: z.string(),
  principal: EntityIdentifier.optional(),
  resource: EntityIdentifier.optional(),
});
const PolicyBody = z.discriminatedUnion('type', [StaticBody, LinkedBody]);
export type PolicyBody = z.infer<typeof PolicyBody>;

const TemplateBody = z.object({ statement: z.string(), description: z.string().optional(), head: Head });
export type TemplateBody = z.infer<typeof TemplateBody>;

/** `cedarJson` is the schema as it was put. */
const SchemaBody = z.object({ cedarJson: z.string(), namespaces: z.array(z.string()) });
export type SchemaBody = z.infer<typeof SchemaBody>;

const CognitoBody = z.object({
  kind: z.literal('cognito'),
  userPoolArn: z.string(),
  clientIds: z.array(z.string()),
  groupEntityType: z.string().optional(),
});
const OpenIdBody = z.object({
  kind: z.literal('oidc'),
  issuer: z.string(),
  entityIdPrefix: z.string().optional(),
  group: z.object({ claim: z.string(), entityType: z.string() }).optional(),
  token: z.enum(['access', 'id']),
  principalIdClaim: z.string(),
  /** Audiences of access tokens, client ids of ID tokens; none for any. */
  accepted: z.array(z.string()),
});
const IdentitySourceBody = z.object({
  principalEntityType: z.string(),
  configuration: z.discriminatedUnion('kind', [CognitoBody, OpenIdBody]),
});
export type IdentitySourceBody = z.infer<typeof IdentitySourceBody>;

/** What an item of each kind holds. */
interface Bodies {
  policy: PolicyBody;
  template: TemplateBody;
  schema: SchemaBody;
  'identity-source': IdentitySourceBody;
}
export type Body<Kind extends ItemKind> = Bodies[Kind];

const bodies: { readonly [Kind in ItemKind]: z.ZodType<Bodies[Kind]> } = {
  policy: PolicyBody,
  template: TemplateBody,
  schema: SchemaBody,
  'identity-source': IdentitySourceBody,
};

/** Something in a policy store, as it is now. */
export interface Item<Kind extends ItemKind = ItemKind> {
  readonly id: string;
  readonly name: string;
  readonly body: Body<Kind>;
  readonly createdRevision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The item of a row. */
export function itemOf<Kind extends ItemKind>(kind: Kind, row: ItemRow): Item<Kind> {
  const schema: z.ZodType<Bodies[Kind]> = bodies[kind];
  return {
    id: row.id,
    name: row.name,
    body: schema.parse(JSON.parse(row.body)),
    createdRevision: row.created_revision,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}

/** Of which store, and by its id or its name (`name/x`). */
export interface Reference {
  readonly store: string;
  readonly reference: string;
}

/** The member of an input that names an item of each kind. */
const members: Readonly<Record<ItemKind, string>> = {
  policy: 'policyId',
  template: 'policyTemplateId',
  schema: 'policyStoreId',
  'identity-source': 'identitySourceId',
};

/** An item as it is now, by its id or its name. Throws `ValidationException` for what can be neither. */
export async function findItem<Kind extends ItemKind>(kind: Kind, { store, reference }: Reference, db: AuthzDb) {
  checkReference(reference, members[kind]);
  const row = await db
    .selectFrom('authz_items')
    .selectAll()
    .where('store', '=', store)
    .where('kind', '=', kind)
    .where(reference.startsWith('name/') ? 'name' : 'id', '=', reference)
    .where('to_revision', '=', 0)
    .executeTakeFirst();
  return row === undefined ? undefined : itemOf(kind, row);
}

/** A place in a listing: items come in the order in which they were made. */
export const Position = z.tuple([z.number(), z.string()]);

/** Items of a kind, as they are now, after a position. */
export async function listItems<Kind extends ItemKind>(
  kind: Kind,
  {
    store,
    after,
    most,
  }: { readonly store: string; readonly after?: z.infer<typeof Position> | undefined; readonly most: number },
  db: AuthzDb,
): Promise<Item<Kind>[]> {
  const [revision, id] = after ?? [0, ''];
  const rows = await db
    .selectFrom('authz_items')
    .selectAll()
    .where('store', '=', store)
    .where('kind', '=', kind)
    .where('to_revision', '=', 0)
    .where((where) =>
      where.or([
        where('created_revision', '>', revision),
        where.and([where('created_revision', '=', revision), where('id', '>', id)]),
      ]),
    )
    .orderBy('created_revision')
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map((row) => itemOf(kind, row));
}

export const positionOf = ({ createdRevision, id }: Item): z.infer<typeof Position> => [createdRevision, id];
