import { findItem, type Head, type Item, type PolicyBody } from './items.ts';
import type { AuthzDb } from './tables.ts';
import { notFound } from './verified-permissions.ts';

/** What the service shows of what a policy is about. */
type Shown = Partial<Head>;

/**
 * What a policy is about: its own head; or, of one that fills a template, the effect and the actions of the template and
 * what fills it. Throws `ResourceNotFoundException` when the template is gone.
 */
export async function shownHead(body: PolicyBody, store: string, db: AuthzDb): Promise<Shown> {
  if (body.type === 'STATIC') return body.head;
  const template = await findItem('template', { store, reference: body.policyTemplateId }, db);
  if (template === undefined) throw notFound('POLICY_TEMPLATE', body.policyTemplateId);
  const { effect, actions, ...fixed } = template.body.head;
  const { principal = fixed.principal, resource = fixed.resource } = body;
  return {
    effect,
    actions,
    ...(principal === undefined ? {} : { principal }),
    ...(resource === undefined ? {} : { resource }),
  };
}

/** The members that every operation shows of a policy. */
export const policyItem = ({ id, name, body, createdAt, updatedAt }: Item<'policy'>, store: string) => ({
  policyStoreId: store,
  policyId: id,
  policyType: body.type,
  createdDate: createdAt,
  lastUpdatedDate: updatedAt,
  ...(name === '' ? {} : { name }),
});

/** The definition with its statement. */
export const definitionOf = (body: PolicyBody) =>
  body.type === 'STATIC'
    ? { static: { statement: body.statement, ...describedBy(body) } }
    : { templateLinked: linkOf(body) };

/** The definition as listings show it: without the statement. */
export const definitionItemOf = (body: PolicyBody) =>
  body.type === 'STATIC' ? { static: describedBy(body) } : { templateLinked: linkOf(body) };

const describedBy = ({ description }: { readonly description?: string | undefined }) =>
  description === undefined ? {} : { description };

const linkOf = ({ policyTemplateId, principal, resource }: PolicyBody & { type: 'TEMPLATE_LINKED' }) => ({
  policyTemplateId,
  ...(principal === undefined ? {} : { principal }),
  ...(resource === undefined ? {} : { resource }),
});
