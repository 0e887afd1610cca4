import { z } from 'zod';
import type { Machine } from './context.ts';
import type { PolicyStore, StoreContent } from './policy-store.ts';

const Revision = z.object({
  revision: z.number(),
  items: z.array(z.object({ kind: z.string(), id: z.string(), name: z.string().optional(), text: z.string() })),
});
type Item = z.infer<typeof Revision>['items'][number];

const Entity = z.object({ entityType: z.string(), entityId: z.string() });
const Link = z.object({ policyTemplateId: z.string(), principal: Entity.optional(), resource: Entity.optional() });

/** A policy store of Yagura: read at one revision, and changed as one, unless somebody else was faster. */
export function openYaguraStore(policyStoreId: string, machine: Machine): PolicyStore {
  let expectedRevision: number | undefined;
  return {
    atomic: true,
    async read() {
      const answer = await machine.call('yagura', 'GetPolicyStoreRevision', { policyStoreId });
      const { revision, items } = Revision.parse(answer);
      expectedRevision = revision;
      return contentOf(items);
    },
    async change(changes) {
      await machine.call('yagura', 'ChangePolicyStore', {
        policyStoreId,
        changes,
        ...(expectedRevision === undefined ? {} : { expectedRevision }),
      });
    },
    [Symbol.asyncDispose]: () => machine[Symbol.asyncDispose](),
  };
}

function contentOf(items: readonly Item[]): StoreContent {
  const of = (kind: string): Item[] => items.filter((item) => item.kind === kind);
  const statements = (some: readonly Item[]) => some.map(({ id, name, text }) => ({ id, name, statement: text }));
  // What fills a template is told as JSON, which no statement of Cedar begins like.
  const isLink = ({ text }: Item): boolean => text.startsWith('{');
  return {
    schema: of('schema')[0]?.text,
    templates: statements(of('template')),
    policies: statements(of('policy').filter((item) => !isLink(item))),
    links: of('policy')
      .filter(isLink)
      .map(({ id, name, text }) => ({ id, name, ...Link.parse(JSON.parse(text)) })),
  };
}
