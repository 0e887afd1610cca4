import type { VerifiedPermissions } from '@aws-sdk/client-verifiedpermissions';
import type { ContentChange } from '#authz';
import type { StoreContent } from './policy-store.ts';

interface Target {
  readonly policyStoreId: string;
  readonly client: VerifiedPermissions;
  readonly known: StoreContent;
}
type Change<Name extends ContentChange['change']> = Extract<ContentChange, { change: Name }>;

/**
 * Makes changes one after the other, for the service has no other way. It chooses ids itself, so what is new bears the
 * wanted id as its name.
 */
export async function changesInAmazon(changes: readonly ContentChange[], target: Target): Promise<void> {
  const made = new Making(target);
  for (const change of changes) await made.take(change);
}

class Making {
  private readonly client: VerifiedPermissions;
  private readonly policyStoreId: string;
  private readonly known: ReadonlySet<string>;
  /** The names of what fills templates, by id. */
  private readonly links: ReadonlyMap<string | undefined, string | undefined>;
  /** The ids that the service chose for templates. */
  private readonly templates = new Map<string, string>();

  constructor({ client, policyStoreId, known }: Target) {
    this.client = client;
    this.policyStoreId = policyStoreId;
    this.known = new Set([...known.policies, ...known.templates].map(({ id }) => id));
    this.links = new Map(known.links.map(({ id, name }) => [id, name]));
  }

  async take(change: ContentChange): Promise<void> {
    const { client, policyStoreId } = this;
    switch (change.change) {
      case 'put-policy':
        return this.putPolicy(change);
      case 'put-template':
        return this.putTemplate(change);
      case 'link-policy':
        return this.link(change);
      case 'delete-policy':
        return void (await client.deletePolicy({ policyStoreId, policyId: change.policyId }));
      case 'delete-template':
        return void (await client.deletePolicyTemplate({ policyStoreId, policyTemplateId: change.policyTemplateId }));
      case 'put-schema':
        return void (await client.putSchema({ policyStoreId, definition: { cedarJson: change.schema } }));
    }
  }

  private async putPolicy({ policyId, statement }: Change<'put-policy'>): Promise<void> {
    const { client, policyStoreId } = this;
    const definition = { static: { statement } };
    if (policyId !== undefined && this.known.has(policyId))
      await client.updatePolicy({ policyStoreId, policyId, definition });
    else await client.createPolicy({ policyStoreId, definition, ...nameOf(policyId) });
  }

  private async putTemplate({ policyTemplateId, statement }: Change<'put-template'>): Promise<void> {
    const { client, policyStoreId } = this;
    if (policyTemplateId !== undefined && this.known.has(policyTemplateId))
      return void (await client.updatePolicyTemplate({ policyStoreId, policyTemplateId, statement }));
    const made = await client.createPolicyTemplate({ policyStoreId, statement, ...nameOf(policyTemplateId) });
    this.templates.set(policyTemplateId ?? '', made.policyTemplateId ?? '');
  }

  private async link({
    policyId,
    policyTemplateId: wanted,
    principal,
    resource,
  }: Change<'link-policy'>): Promise<void> {
    const { client, policyStoreId } = this;
    const policyTemplateId = this.templates.get(wanted) ?? wanted;
    const filled = {
      ...(principal === undefined ? {} : { principal }),
      ...(resource === undefined ? {} : { resource }),
    };
    const definition = { templateLinked: { policyTemplateId, ...filled } };
    if (!this.links.has(policyId)) {
      await client.createPolicy({ policyStoreId, definition, ...nameOf(policyId) });
      return;
    }
    // The service changes no link, so another takes its place.
    const name = this.links.get(policyId);
    await client.deletePolicy({ policyStoreId, policyId });
    await client.createPolicy({ policyStoreId, definition, ...(name === undefined ? nameOf(policyId) : { name }) });
  }
}

const nameOf = (id: string | undefined) => (id === undefined ? {} : { name: `name/${id.slice(0, 145)}` });
