import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import type { PlatformUnderTest } from '../platform.ts';
import { attackLog, hostile, rulesFolder } from './made-logs.ts';

/** Where each page is, by what it is called in `paths`: a page that is new there is missing here until it has its line. */
export type Places = Readonly<Record<keyof typeof paths, Readonly<Record<string, string>>>>;

const List = z.object({ findings: z.array(z.object({ id: z.string(), rule: z.string() })) });
const Occurrences = z.object({
  occurrences: z.array(z.object({ table: z.string(), time: z.string(), file: z.string(), position: z.number() })),
});

/** Makes whatever a page can show, and says where each is seen; with hostile text wherever the logs have some. */
export async function everyPage(program: PlatformUnderTest): Promise<Places> {
  const list = async (input: object) => List.parse(await program.call('ListFindings', input)).findings[0];
  const attack = await attacked(program, list);
  const usual = { finding: (await list({ text: hostile.slice(0, 20) })) ?? (await list({})) };
  const { id, rule } = usual.finding ?? { id: '', rule: '' };
  const seen = await program.call('ListOccurrences', { id, limit: 1 });
  const [place] = Occurrences.parse(seen).occurrences;
  const store = await storeOfPhotos(program);
  const written = await ownRule(program);
  await program.call('CreatePerson', { name: 'n'.repeat(64), role: 'auditor' });
  await program.call('CreateAccessKey', { person: 'n'.repeat(64) });
  return {
    summary: { usual: paths.summary() },
    signIn: { usual: paths.signIn() },
    account: { usual: paths.account() },
    people: { usual: paths.people() },
    findings: { usual: paths.findings(), open: paths.findings({ open: id }) },
    suppressions: { usual: paths.suppressions() },
    finding: { usual: paths.finding(id), sequence: paths.finding(attack) },
    events: { usual: paths.events({ days: 60 }) },
    sources: { usual: paths.sources() },
    settings: { usual: paths.settings() },
    rules: { usual: paths.rules() },
    rule: { usual: paths.rule(rule), written: paths.rule(written) },
    newRule: { nothing: paths.newRule(), event: paths.newRule(place), like: paths.newRule({ like: rule }) },
    editRule: { usual: paths.editRule(written) },
    policyStores: { usual: paths.policyStores() },
    policyStore: {
      policies: paths.policyStore(store),
      another: paths.policyStore(store, { item: 'new' }),
      ...Object.fromEntries(
        ['test', 'decisions', 'revisions', 'shadow'].map((tab) => [tab, paths.policyStore(store, { tab })]),
      ),
    },
    query: { usual: paths.query(), asked: paths.query('SELECT principal FROM api_activity LIMIT 3') },
  };
}

/** An attack in five steps, which a rule over sequences finds; waits until it has. */
async function attacked(
  program: PlatformUnderTest,
  list: (input: object) => Promise<{ id: string } | undefined>,
): Promise<string> {
  const { name, body } = attackLog(Date.now());
  await program.fetch(`/push?name=${name}`, { method: 'POST', body });
  const where = [{ property: 'type', operator: ':', values: ['CompromisedData'] }];
  for (let asked = 0; asked < 600; asked++) {
    const found = await list({ where });
    if (found !== undefined) return found.id;
    await new Promise((resolve) => void setTimeout(resolve, 100));
  }
  throw new Error('No rule over sequences has found the attack that was made.');
}

/** A rule that was written here: one of the tests' own, under another name. */
async function ownRule(program: PlatformUnderTest): Promise<string> {
  const text = await readFile(join(rulesFolder, 'root.yml'), 'utf8');
  const written = await program.call('WriteRule', { text: text.replace('id: e2e-root', 'id: e2e-written') });
  return z.object({ id: z.string() }).parse(written).id;
}

const schema = {
  '': {
    entityTypes: {
      User: {},
      Photo: { shape: { type: 'Record', attributes: { owner: { type: 'Entity', name: 'User' } } } },
    },
    actions: { view: { appliesTo: { principalTypes: ['User'], resourceTypes: ['Photo'] } } },
  },
};
const statements = {
  owners:
    '// Who took it sees it.\npermit (principal, action == Action::"view", resource)\nwhen { resource.owner == principal };',
  guests: 'permit (principal == User::"alice", action == Action::"view", resource == Photo::"beach");',
  banned: 'forbid (principal == User::"mallory", action, resource);',
};

/** A policy store with a schema, policies and a template, decisions in its log, and a draft that is tried in the shadow. */
export async function storeOfPhotos(program: PlatformUnderTest): Promise<string> {
  const made = await permissions(program, 'CreatePolicyStore', {
    validationSettings: { mode: 'STRICT' },
    description: 'Photos of the family',
  });
  const { policyStoreId } = z.object({ policyStoreId: z.string() }).parse(made);
  const change = (...changes: object[]) => program.call('ChangePolicyStore', { policyStoreId, changes });
  await change({ change: 'put-schema', schema: JSON.stringify(schema) });
  await change(
    { change: 'put-policy', policyId: 'owners', statement: statements.owners, description: 'Owners' },
    { change: 'put-policy', policyId: 'banned', statement: statements.banned },
    {
      change: 'put-template',
      policyTemplateId: 'shared',
      statement: 'permit (principal == ?principal, action == Action::"view", resource == ?resource);',
      description: 'Shared with one person',
    },
  );
  await program.call('SetPolicyStoreSettings', { policyStoreId, log: { share: 1, redact: [] } });
  const draft = { change: 'put-policy', policyId: 'guests', statement: statements.guests };
  await program.call('SetPolicyStoreCandidate', { policyStoreId, changes: [draft] });
  for (const entityId of ['alice', 'bob', 'mallory', hostile])
    await permissions(program, 'IsAuthorized', {
      policyStoreId,
      principal: { entityType: 'User', entityId },
      action: { actionType: 'Action', actionId: 'view' },
      resource: { entityType: 'Photo', entityId: 'beach' },
    });
  return policyStoreId;
}

/** Calls Verified Permissions as the administrator. Throws what it answers when it refuses. */
async function permissions(program: PlatformUnderTest, operation: string, input: object): Promise<unknown> {
  const reply = await program.fetch(`/call/verifiedpermissions/${operation}`, {
    method: 'POST',
    body: JSON.stringify(input),
  });
  if (!reply.ok) throw new Error(`${operation}: ${await reply.text()}`);
  return reply.json();
}
