import { findItem, listItems, Position, positionOf, type EntityIdentifier, type Item } from '../items.ts';
import { limits, pageSize } from '../limits.ts';
import { definitionItemOf, policyItem, shownHead } from '../policies.ts';
import { storeOf } from '../policy-stores.ts';
import { authzTables, type AuthzDb } from '../tables.ts';
import { invalid, verifiedPermissions } from '../verified-permissions.ts';

/** Policies that are read at once while those that fit are looked for. */
const batch = 200;

type Head = Awaited<ReturnType<typeof shownHead>>;

interface Shown {
  readonly item: Item<'policy'>;
  readonly head: Head;
}

export default verifiedPermissions.operation('ListPolicies', async (input, context, call) => {
  const { id: store } = await storeOf(input, call, context);
  const page = { service: 'verifiedpermissions', operation: 'ListPolicies', input, call };
  const most = pageSize(input.maxResults, limits.always.page, limits.always.usualPage);
  const after = context.pageTokens.open(page, input.nextToken, Position);
  const type = input.filter?.policyType;
  if (type !== undefined && type !== 'STATIC' && type !== 'TEMPLATE_LINKED')
    throw invalid('filter.policyType', {
      en: 'must be STATIC or TEMPLATE_LINKED',
      ja: 'STATIC か TEMPLATE_LINKED を指定してください',
    });
  const db = authzTables(context.store);
  const filter = { ...input.filter, policyTemplateId: await templateId(input.filter?.policyTemplateId, store, db) };
  const fits = ({ item, head }: Shown): boolean => fitsFilter(item, head, filter);
  const found = await search({ store, after, most: most + 1, fits }, db);
  const last = found.length > most ? found[most - 1] : undefined;
  return {
    policies: found
      .slice(0, most)
      .map(({ item, head }) => ({ ...policyItem(item, store), ...head, definition: definitionItemOf(item.body) })),
    ...(last === undefined ? {} : { nextToken: context.pageTokens.seal(page, positionOf(last.item)) }),
  };
});

/** A template may be named; no policy fills one that there is not. */
async function templateId(reference: string | undefined, store: string, db: AuthzDb): Promise<string | undefined> {
  if (reference === undefined) return undefined;
  return (await findItem('template', { store, reference }, db))?.id ?? reference;
}

interface Search {
  readonly store: string;
  readonly after: ReturnType<typeof positionOf> | undefined;
  readonly most: number;
  readonly fits: (shown: Shown) => boolean;
}

async function search({ store, after, most, fits }: Search, db: AuthzDb): Promise<Shown[]> {
  const found: Shown[] = [];
  for (let from = after; ;) {
    const items = await listItems('policy', { store, after: from, most: batch }, db);
    for (const item of items) {
      const shown = { item, head: await shownHead(item.body, store, db) };
      if (fits(shown)) found.push(shown);
    }
    const last = items.at(-1);
    if (found.length >= most || items.length < batch || last === undefined) return found.slice(0, most);
    from = positionOf(last);
  }
}

interface Filter {
  readonly principal?: Asked | undefined;
  readonly resource?: Asked | undefined;
  readonly policyType?: string | undefined;
  readonly policyTemplateId?: string | undefined;
}

/** An entity that the head names, or that it names none. */
interface Asked {
  readonly unspecified?: boolean | undefined;
  readonly identifier?: EntityIdentifier | undefined;
}

function fitsFilter({ body }: Item<'policy'>, head: Head, filter: Filter): boolean {
  const template = body.type === 'TEMPLATE_LINKED' ? body.policyTemplateId : undefined;
  return (
    (filter.policyType === undefined || filter.policyType === body.type) &&
    (filter.policyTemplateId === undefined || filter.policyTemplateId === template) &&
    isAsked(head.principal, filter.principal) &&
    isAsked(head.resource, filter.resource)
  );
}

function isAsked(entity: EntityIdentifier | undefined, asked: Asked | undefined): boolean {
  if (asked?.identifier !== undefined)
    return asked.identifier.entityType === entity?.entityType && asked.identifier.entityId === entity.entityId;
  return asked?.unspecified !== true || entity === undefined;
}
