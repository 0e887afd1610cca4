import type { AuthzContext } from './context.ts';
import type { Slot } from './engine/scope.ts';
import { isTypeName } from './engine/names.ts';
import { slotsOf } from './engine/statements.ts';
import { findItem, type EntityIdentifier, type PolicyBody } from './items.ts';
import { checkDescription } from './limits.ts';
import { accepted, conforming, headOf } from './statements.ts';
import { authzTables, type PolicyStoreRow } from './tables.ts';
import { invalid, notFound } from './verified-permissions.ts';

/** A definition as `CreatePolicy` takes it. */
interface Definition {
  readonly static?: { readonly statement: string; readonly description?: string | undefined } | undefined;
  readonly templateLinked?: Link | undefined;
}

interface Link {
  readonly policyTemplateId: string;
  readonly principal?: EntityIdentifier | undefined;
  readonly resource?: EntityIdentifier | undefined;
}

/** What a definition asks for, read and judged. Throws `ValidationException` and `ResourceNotFoundException`. */
export async function draftOf(
  definition: Definition,
  store: PolicyStoreRow,
  context: AuthzContext,
): Promise<PolicyBody> {
  if (definition.static !== undefined) return staticDraft(definition.static, store, context);
  if (definition.templateLinked !== undefined) return linkedDraft(definition.templateLinked, store, context);
  throw invalid('definition', {
    en: 'must have either static or templateLinked',
    ja: 'static か templateLinked のどちらかを書いてください',
  });
}

/** A static policy, read and judged. */
export async function staticDraft(
  { statement: text, description }: NonNullable<Definition['static']>,
  store: PolicyStoreRow,
  context: AuthzContext,
): Promise<PolicyBody & { type: 'STATIC' }> {
  checkDescription(description, 'definition.static.description');
  const path = 'definition.static.statement';
  const statement = await accepted({ text, kind: 'policy', path }, store, context);
  return {
    type: 'STATIC',
    statement: text,
    head: headOf(statement),
    ...(description === undefined ? {} : { description }),
  };
}

async function linkedDraft(link: Link, store: PolicyStoreRow, context: AuthzContext): Promise<PolicyBody> {
  const reference = link.policyTemplateId;
  const template = await findItem('template', { store: store.id, reference }, authzTables(context.store));
  if (template === undefined) throw notFound('POLICY_TEMPLATE', reference);
  const path = 'definition.templateLinked';
  const values = fillings(template.body.statement, link, path);
  const written = {
    policies: {},
    templates: { template: template.body.statement },
    links: [{ id: 'policy', template: 'template', values }],
  };
  await conforming(written, { store, path }, context);
  const { principal, resource } = link;
  return {
    type: 'TEMPLATE_LINKED',
    policyTemplateId: template.id,
    ...(principal === undefined ? {} : { principal }),
    ...(resource === undefined ? {} : { resource }),
  };
}

/** What fills the slots of a template: just what it has slots for. */
export function fillings(
  statement: string,
  link: Pick<Link, 'principal' | 'resource'>,
  path: string,
): Partial<Record<Slot, { type: string; id: string }>> {
  const slots = [
    ['?principal', 'principal'],
    ['?resource', 'resource'],
  ] as const;
  return Object.fromEntries(
    slots.flatMap(([slot, member]) => {
      const entity = link[member];
      const wanted = slotsOf(statement).has(slot);
      if (wanted && entity === undefined)
        throw invalid(`${path}.${member}`, {
          en: `the template has the slot ${slot}, and nothing fills it`,
          ja: `テンプレートのスロット ${slot} を埋める値がありません`,
        });
      if (!wanted && entity !== undefined)
        throw invalid(`${path}.${member}`, {
          en: `the template has no slot ${slot}`,
          ja: `テンプレートにスロット ${slot} はありません`,
        });
      if (entity === undefined) return [];
      if (!isTypeName(entity.entityType))
        throw invalid(`${path}.${member}.entityType`, { en: 'is no name of a type', ja: '型の名前ではありません' });
      return [[slot, { type: entity.entityType, id: entity.entityId }]];
    }),
  );
}
