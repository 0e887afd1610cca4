import {
  BatchIsAuthorizedCommand,
  BatchIsAuthorizedWithTokenCommand,
  CreateIdentitySourceCommand,
  CreatePolicyCommand,
  CreatePolicyStoreCommand,
  CreatePolicyTemplateCommand,
  DeletePolicyStoreCommand,
  IsAuthorizedCommand,
  IsAuthorizedWithTokenCommand,
  PutSchemaCommand,
  type IsAuthorizedCommandOutput,
} from '@aws-sdk/client-verifiedpermissions';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entitiesAs, identifierOf, typedFields } from './api-values.contract.ts';
import { fuzzRuns } from './engine/fuzz-runs.contract.ts';
import { oracle, type Verdict } from './engine/oracle.contract.ts';
import { casesInFull, schema, type Case, type CaseRequest } from './engine/random-cedar.contract.ts';
import { schemaJsonOf } from './engine/schema-json.ts';
import { openIssuer, type Issuer } from './issuer.contract.ts';
import { serviceUnderTest, type ServiceUnderTest } from './verified-permissions.contract.ts';

const schemaJson = schemaJsonOf(schema);

/** What tokens are seen by, whatever the random policies are. */
const ofToken = `permit(principal, action, resource) when { context has token && context.token.n > 0 };`;

describe('Verified Permissions, asked with the SDK over HTTP,', () => {
  let service: ServiceUnderTest;
  let issuer: Issuer;
  beforeAll(async () => {
    [service, issuer] = await Promise.all([serviceUnderTest(), openIssuer()]);
  });
  afterAll(async () => {
    await service[Symbol.asyncDispose]();
    await issuer[Symbol.asyncDispose]();
  });

  /** Puts a case into a policy store of its own. */
  async function stored(one: Case) {
    const { client } = service;
    const mode = 'OFF';
    const { policyStoreId = '' } = await client.send(new CreatePolicyStoreCommand({ validationSettings: { mode } }));
    if (one.schema !== undefined)
      await client.send(new PutSchemaCommand({ policyStoreId, definition: { cedarJson: schemaJson } }));
    const names = new Map<string, string>();
    const create = async (name: string, definition: CreatePolicyCommand['input']['definition']): Promise<void> => {
      const { policyId = '' } = await client.send(new CreatePolicyCommand({ policyStoreId, definition }));
      names.set(policyId, name);
    };
    for (const [name, statement] of Object.entries(one.policies)) await create(name, { static: { statement } });
    const templates = new Map<string, string>();
    for (const [name, statement] of Object.entries(one.templates)) {
      const made = await client.send(new CreatePolicyTemplateCommand({ policyStoreId, statement }));
      templates.set(name, made.policyTemplateId ?? '');
    }
    for (const { id, template, values } of one.links) {
      const { '?principal': principal, '?resource': resource } = values;
      await create(id, {
        templateLinked: {
          policyTemplateId: templates.get(template),
          ...(principal === undefined ? {} : { principal: identifierOf(principal) }),
          ...(resource === undefined ? {} : { resource: identifierOf(resource) }),
        },
      });
    }
    return { policyStoreId, names };
  }

  const asked = ({ principal, action, resource, context }: CaseRequest, form: 'typed' | 'text') => ({
    principal: identifierOf(principal),
    action: { actionType: action.type, actionId: action.id },
    resource: identifierOf(resource),
    context: form === 'text' ? { cedarJson: JSON.stringify(context) } : { contextMap: typedFields(context) },
  });

  it('decides as Cedar does: the decision, the policies that made it, the policies that err', async () => {
    await fc.assert(
      fc.asyncProperty(casesInFull, fc.constantFrom('typed', 'text'), fc.nat(4), async (drawn, wanted, subject) => {
        const one = acceptable(drawn);
        // Of a name that means something else to JavaScript the SDK loses the value.
        const form = JSON.stringify(one).includes('__proto__') ? 'text' : wanted;
        const { client } = service;
        const { policyStoreId, names } = await stored(one);
        const expected = oracle(one);
        const known = { policyStoreId, entities: entitiesAs(form, one.entities) };
        for (const request of one.requests) {
          const answer = await client.send(new IsAuthorizedCommand({ ...known, ...asked(request, form) }));
          expect(verdictOf(answer, names)).toEqual(expected(request));
        }
        const [first] = one.requests;
        const batch = one.requests.map((request) => ({ ...request, principal: first?.principal ?? request.principal }));
        const { results = [] } = await client.send(
          new BatchIsAuthorizedCommand({ ...known, requests: batch.map((request) => asked(request, form)) }),
        );
        expect(results.map((result) => verdictOf(result, names))).toEqual(batch.map(expected));
        await withTokens({ one, policyStoreId, names, form, subject: String(subject) });
        await client.send(new DeletePolicyStoreCommand({ policyStoreId }));
      }),
      { ...fuzzRuns(0.008), examples },
    );
  });

  /** The same with a principal, and a context, that come from tokens. */
  async function withTokens({ one, policyStoreId, names, form, subject }: Stored): Promise<void> {
    const { client } = service;
    const tokenSelection = { identityTokenOnly: { principalIdClaim: 'sub' } };
    const groupConfiguration = { groupClaim: 'groups', groupEntityType: 'Team' };
    const configuration = { openIdConnectConfiguration: { issuer: issuer.url, tokenSelection, groupConfiguration } };
    await client.send(new CreateIdentitySourceCommand({ policyStoreId, configuration, principalEntityType: 'User' }));
    const claims = { n: Number(subject) - 1, s: 'a*b', b: subject !== '0', set: [1, 7], r: { x: 1 } };
    const identityToken = await issuer.token({ ...claims, sub: subject, groups: ['0', '3'] });
    const others = one.entities.filter(({ uid }) => !('type' in uid && ['User', 'Team'].includes(uid.type)));
    const user = { type: 'User', id: subject };
    const attrs: Record<string, unknown> = one.schema === undefined ? decodeJwt(identityToken) : claims;
    const parents = ['0', '3'].map((id) => ({ type: 'Team', id }));
    const expected = oracle({ ...one, entities: [...others, { uid: user, attrs, parents }] });
    const requests = one.requests.map((request) => ({ ...request, principal: user }));
    const known = { policyStoreId, identityToken, entities: entitiesAs(form, others) };
    const questions = requests.map((request) => ({ ...asked(request, form), principal: undefined }));
    const answers = await client.send(new BatchIsAuthorizedWithTokenCommand({ ...known, requests: questions }));
    expect(answers.results?.map((result) => verdictOf(result, names))).toEqual(requests.map(expected));
    const [question] = questions;
    const alone = await client.send(new IsAuthorizedWithTokenCommand({ ...known, ...question }));
    expect(alone.principal).toEqual(identifierOf(user));
    expect([verdictOf(alone, names)]).toEqual(requests.slice(0, 1).map(expected));
  }
});

interface Stored {
  readonly one: Case;
  readonly policyStoreId: string;
  readonly names: ReadonlyMap<string, string>;
  readonly form: 'typed' | 'text';
  readonly subject: string;
}

/** What the service takes of a case: no actions as entities, and templates that constrain principal and resource both. */
function acceptable(one: Case): Case {
  const templates = Object.entries(one.templates).filter(([, text]) =>
    /\(principal .*, action.*, resource /.test(text.split(' when ')[0]?.split(' unless ')[0] ?? ''),
  );
  const names = new Set(templates.map(([name]) => name));
  return {
    ...one,
    policies: { ...one.policies, token: ofToken },
    templates: Object.fromEntries(templates),
    links: one.links.filter(({ template }) => names.has(template)),
    entities: one.entities.filter(({ uid }) => !('type' in uid && /(?:^|::)Action$/.test(uid.type))),
  };
}

type Answer = Pick<IsAuthorizedCommandOutput, 'decision' | 'determiningPolicies' | 'errors'>;

function verdictOf(
  { decision, determiningPolicies = [], errors = [] }: Answer,
  names: ReadonlyMap<string, string>,
): Verdict {
  const nameOf = (id = ''): string => names.get(id) ?? id;
  return {
    decision: decision === 'ALLOW' ? 'allow' : 'deny',
    determining: determiningPolicies.map(({ policyId }) => nameOf(policyId)).toSorted(),
    errors: errors.map(({ errorDescription }) => nameOf(/`([^`]+)`/.exec(errorDescription ?? '')?.[1])).toSorted(),
  };
}

const user = (id: string, n: number) => ({
  uid: { type: 'User', id },
  attrs: { n, s: 'é😀', b: true, set: [1], r: { x: n }, dec: { __extn: { fn: 'decimal', arg: '1.0' } } },
  parents: [{ type: 'Team', id: '0' }],
  tags: {},
});

/** A case in which everything happens: a permit, a forbid that overflows, a template, a name twice, an extension. */
const certain: Case = {
  policies: {
    allowed: 'permit(principal in Team::"9", action in [Action::"read"], resource) when { principal.n == 2 };',
    exact:
      'permit(principal, action, resource) when { principal.dec.lessThan(decimal("1.1")) && principal.s like "*😀" };',
    errs: 'forbid(principal, action, resource) when { principal.n + 9223372036854775807 > 0 };',
  },
  templates: { template0: 'permit(principal == ?principal, action, resource in ?resource);' },
  links: [
    {
      id: 'link0',
      template: 'template0',
      values: { '?principal': { type: 'User', id: '1' }, '?resource': { type: 'Team', id: '0' } },
    },
  ],
  entities: [
    user('1', 1),
    user('1', 2),
    ...Array.from({ length: 10 }, (_, n) => ({
      uid: { type: 'Team', id: String(n) },
      attrs: {},
      parents: n < 9 ? [{ type: 'Team', id: String(n + 1) }] : [],
    })),
  ],
  requests: [
    {
      principal: { type: 'User', id: '1' },
      action: { type: 'Action', id: 'read' },
      resource: { type: 'Team', id: '0' },
      context: { n: 1, s: '', b: false, set: [], r: { x: 0 } },
    },
  ],
};

const examples: [Case, 'typed' | 'text', number][] = [
  [certain, 'typed', 1],
  [{ ...certain, schema }, 'text', 3],
];
