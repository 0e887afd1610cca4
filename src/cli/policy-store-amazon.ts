import type {
  EntityIdentifier,
  GetPolicyOutput,
  ListPoliciesOutput,
  ListPolicyTemplatesOutput,
  VerifiedPermissions,
} from '@aws-sdk/client-verifiedpermissions';
import type { ContentChange } from '#authz';
import { Fault, sentenceOf, textOf } from '#kernel';
import type { PolicyStore, StoreContent, StoredEntity, StoredLink, StoredStatement } from './policy-store.ts';
import { changesInAmazon } from './policy-store-amazon-changes.ts';

/** Where the service is: as the AWS tools of this machine are set up, unless said. */
interface Place {
  readonly endpointUrl: string | undefined;
  readonly region: string | undefined;
}

/** A policy store of Amazon Verified Permissions, or of what answers like it. */
export async function openAmazonStore(policyStoreId: string, { endpointUrl, region }: Place): Promise<PolicyStore> {
  const { VerifiedPermissions } = await import('@aws-sdk/client-verifiedpermissions');
  const client = new VerifiedPermissions({
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    ...(region === undefined ? {} : { region }),
  });
  let known: StoreContent | undefined;
  return {
    atomic: false,
    read: () => told(async () => (known = await contentOf(policyStoreId, client))),
    change: (changes: readonly ContentChange[]) =>
      told(async () => {
        known ??= await contentOf(policyStoreId, client);
        await changesInAmazon(changes, { policyStoreId, client, known });
      }),
    [Symbol.asyncDispose]: async () => client.destroy(),
  };
}

/** Throws `BadInput` with what the service, or the client of AWS, says. */
async function told<Done>(work: () => Promise<Done>): Promise<Done> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault) throw error;
    const name = error instanceof Error ? `${error.name}: ` : '';
    const said = {
      en: `Verified Permissions refused. ${name}${sentenceOf(error)}`,
      ja: `Verified Permissions に拒否されました。${name}${textOf(error).ja}`,
    };
    throw new Fault('BadInput', said, { cause: error });
  }
}

async function contentOf(policyStoreId: string, client: VerifiedPermissions): Promise<StoreContent> {
  const policies: (StoredStatement | StoredLink)[] = [];
  for (const { policyId } of await policiesOf(policyStoreId, client))
    policies.push(policyOf(await client.getPolicy({ policyStoreId, policyId })));
  const templates: StoredStatement[] = [];
  for (const { policyTemplateId } of await templatesOf(policyStoreId, client)) {
    const { name, statement = '' } = await client.getPolicyTemplate({ policyStoreId, policyTemplateId });
    templates.push({ id: policyTemplateId ?? '', name, statement });
  }
  return {
    schema: await schemaOf(policyStoreId, client),
    templates,
    policies: policies.filter((one): one is StoredStatement => 'statement' in one),
    links: policies.filter((one): one is StoredLink => 'policyTemplateId' in one),
  };
}

function policyOf({ policyId: id = '', name, definition }: GetPolicyOutput): StoredStatement | StoredLink {
  if (definition?.static !== undefined) return { id, name, statement: definition.static.statement ?? '' };
  const link = definition?.templateLinked;
  if (link?.policyTemplateId === undefined)
    throw new Fault('Unsupported', {
      en: `The policy ${id} is of a kind that Yagura does not know.`,
      ja: `ポリシー ${id} は Yagura の知らない種類です。`,
    });
  const { policyTemplateId, principal, resource } = link;
  return { id, name, policyTemplateId, principal: entityOf(principal), resource: entityOf(resource) };
}

const entityOf = (entity: EntityIdentifier | undefined): StoredEntity | undefined =>
  entity?.entityType === undefined || entity.entityId === undefined
    ? undefined
    : { entityType: entity.entityType, entityId: entity.entityId };

async function policiesOf(policyStoreId: string, client: VerifiedPermissions) {
  const all: NonNullable<ListPoliciesOutput['policies']> = [];
  for (let nextToken: string | undefined; ;) {
    const page = await client.listPolicies({ policyStoreId, nextToken });
    all.push(...(page.policies ?? []));
    nextToken = page.nextToken;
    if (nextToken === undefined) return all;
  }
}

async function templatesOf(policyStoreId: string, client: VerifiedPermissions) {
  const all: NonNullable<ListPolicyTemplatesOutput['policyTemplates']> = [];
  for (let nextToken: string | undefined; ;) {
    const page = await client.listPolicyTemplates({ policyStoreId, nextToken });
    all.push(...(page.policyTemplates ?? []));
    nextToken = page.nextToken;
    if (nextToken === undefined) return all;
  }
}

async function schemaOf(policyStoreId: string, client: VerifiedPermissions): Promise<string | undefined> {
  try {
    return (await client.getSchema({ policyStoreId })).schema;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
