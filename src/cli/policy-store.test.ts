// Opens no lake.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  CreatePolicyStoreCommand,
  IsAuthorizedCommand,
  VerifiedPermissionsClient,
} from '@aws-sdk/client-verifiedpermissions';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { photos, TemporaryFolder } from '../authz/library/photos.contract.ts';
import { serviceUnderTest, type ServiceUnderTest } from '../authz/verified-permissions.contract.ts';
import { runInProcess, type Ran } from './in-process.contract.ts';

let service: ServiceUnderTest;
/** Tries again, since the server closes connections that rest while the commands load. */
let client: VerifiedPermissionsClient;
let folder: TemporaryFolder;
let store: string;

beforeAll(async () => {
  service = await serviceUnderTest();
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOWN');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  client = new VerifiedPermissionsClient({ endpoint: service.url, region: 'ap-northeast-1' });
});
afterAll(() => {
  vi.unstubAllEnvs(); // other tests share this process
  client.destroy();
  return service[Symbol.asyncDispose]();
});

beforeEach(async () => {
  folder = await TemporaryFolder.with({});
  for (const [name, text] of Object.entries(photos)) await folder.write(`photos/${name}`, text);
  const made = await client.send(new CreatePolicyStoreCommand({ validationSettings: { mode: 'STRICT' } }));
  store = made.policyStoreId ?? '';
  return () => folder[Symbol.asyncDispose]();
});

const policy = (...words: string[]): Promise<Ran> =>
  runInProcess(['policy', ...words], {
    operations: async () => ({
      url: service.url,
      running: false,
      call: async (_, operation, input) => service.call(operation, z.looseObject({}).parse(input)),
      [Symbol.asyncDispose]: async () => undefined,
    }),
  });

/** The two ways to a policy store. */
const places: readonly [string, () => string[]][] = [
  ['of Yagura', () => ['--store', store]],
  ['by the client of AWS', () => ['--store', store, '--endpoint-url', service.url, '--region', 'ap-northeast-1']],
];

async function bobViews(): Promise<string | undefined> {
  const { decision } = await client.send(
    new IsAuthorizedCommand({
      policyStoreId: store,
      principal: { entityType: 'User', entityId: 'bob' },
      action: { actionType: 'Action', actionId: 'view' },
      resource: { entityType: 'Photo', entityId: 'beach' },
    }),
  );
  return decision;
}

test.each(places)('a folder is carried into a policy store %s and back, and then nothing differs', async (_, where) => {
  const [path, copy] = [join(folder.path, 'photos'), join(folder.path, 'copy')];
  const planned = await policy('import', path, ...where(), '--dry-run');
  expect(planned.err).toBe('6 changes would be made.\n');
  expect(await bobViews()).toBe('DENY');

  const imported = await policy('import', path, ...where());
  expect(imported).toMatchObject({ code: 0, out: planned.out });
  expect(await bobViews()).toBe('ALLOW');
  expect(await policy('import', path, ...where())).toEqual({ code: 0, out: '', err: 'Nothing differs.\n' });

  await mkdir(`${copy}.part`);
  await writeFile(join(`${copy}.part`, 'half.cedar'), 'permit(');
  expect(await policy('export', copy, ...where())).toMatchObject({ code: 0, out: '' });
  expect(await readdir(copy)).not.toContain('half.cedar');
  expect(await readdir(dirname(copy))).not.toContain(`${basename(copy)}.part`);
  expect(await readFile(join(copy, 'blocked.cedar'), 'utf8')).toBe(photos['blocked.cedar']);
  expect((await policy('check', copy)).out).toBe(
    '3 policies, 1 template, 1 link, 0 entities, a schema: 0 errors, 0 warnings.\n',
  );
  expect(await policy('import', copy, ...where())).toEqual({ code: 0, out: '', err: 'Nothing differs.\n' });
  expect(await policy('export', copy, ...where())).toMatchObject({
    code: 1,
    err: expect.stringContaining('not empty'),
  });
});

test.each(places)(
  'what changed in a folder changes in a policy store %s, and what is gone is deleted',
  async (_, where) => {
    const path = join(folder.path, 'photos');
    await policy('import', path, ...where());
    await folder.write('photos/sharing/links.json', (photos['sharing/links.json'] ?? '').replace('"bob"', '"carol"'));
    const moved = await policy('import', path, ...where());
    expect(moved.out).toMatch(/^link-policy \S+\n$/);
    expect(await bobViews()).toBe('DENY');

    await folder.write('photos/sharing/links.json', '[]');
    await folder.write(
      'photos/blocked.cedar',
      (photos['blocked.cedar'] ?? '').replace('&& principal.blocked', '&& !principal.blocked'),
    );
    expect((await policy('import', path, ...where(), '--keep')).out).toMatch(/^put-policy \S+\n$/);
    expect((await policy('import', path, ...where())).out).toMatch(/^delete-policy \S+\n$/);
  },
);

test('an import into Yagura that is refused in one policy changes nothing', async () => {
  const path = join(folder.path, 'photos');
  await policy('import', path, '--store', store);
  await folder.write('other/a.cedar', 'forbid (principal, action, resource);');
  await folder.write('other/b.cedar', 'permit (principal, action, resource) when { principal.nonsense };');
  const refused = await policy('import', join(folder.path, 'other'), '--store', store, '--keep');
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('nonsense') });
  expect(await bobViews()).toBe('ALLOW');
  expect((await policy('import', path, '--store', store)).err).toBe('Nothing differs.\n');
});

test('a policy store that is not there is told in a sentence', async () => {
  for (const words of [[], ['--endpoint-url', service.url, '--region', 'ap-northeast-1']])
    expect(await policy('export', join(folder.path, 'copy'), '--store', 'gone', ...words)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/gone|not/),
    });
});

test('policy explain asks a policy store with the entities of a file', async () => {
  await policy('import', join(folder.path, 'photos'), '--store', store);
  const entities = ['--entities', join(folder.path, 'photos', 'entities.json')];
  const ask = (who: string, ...words: string[]): Promise<Ran> =>
    policy('explain', who, 'Action::"view"', 'Photo::"diary"', '--store', store, ...words);

  expect((await ask('User::"alice"', ...entities)).out).toMatch(/^ALLOW: Permitted by .*\n {2}decided {2}/);
  expect((await ask('User::"carol"', ...entities)).out).toMatch(/^DENY: [^]*near .*resource\.private/);
  expect((await ask('User::"alice"')).out).toMatch(/^DENY: [^]*Photo::"diary"/);
  expect(JSON.parse((await ask('User::"alice"', ...entities, '--format', 'jsonl')).out)).toMatchObject({
    decision: 'ALLOW',
  });

  const wrong = await ask('User::"alice"', ...entities, '--context', '{"mfa": 9007199254740993}');
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('bool') });
  await folder.write('none.json', '{}');
  expect(await ask('User::"alice"', '--entities', join(folder.path, 'none.json'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('it is no list of entities'),
  });
  expect(await ask('User::"alice"', '--folder', folder.path)).toMatchObject({ code: 2 });
});

test('policy explain asks a policy store as it was at a time', async () => {
  const files = join(folder.path, 'photos');
  await policy('import', files, '--store', store);
  const stands = await service.call('GetPolicyStoreRevision', { policyStoreId: store });
  const { revision } = z.object({ revision: z.unknown(), items: z.array(z.unknown()).min(1) }).parse(stands);
  const before = new Date(Date.now() + service.later).toISOString();
  service.later += 5_000;
  const forbid = { change: 'put-policy', policyId: 'nobody', statement: 'forbid (principal, action, resource);' };
  await service.call('ChangePolicyStore', { policyStoreId: store, changes: [forbid], expectedRevision: revision });
  const ask = (...words: string[]): Promise<Ran> =>
    policy('explain', 'User::"alice"', 'Action::"view"', 'Photo::"diary"', ...words);
  const stored = ['--store', store, '--entities', join(files, 'entities.json')];
  expect((await ask(...stored)).out).toMatch(/^DENY: Forbidden by nobody/);
  expect((await ask(...stored, '--at', before)).out).toMatch(/^ALLOW: /);
  expect(await ask(...stored, '--at', 'yesterday')).toMatchObject({ code: 1, err: expect.stringContaining('at: ') });
  expect(await ask('--folder', files, '--at', before)).toMatchObject({
    code: 2,
    err: expect.stringContaining('--at goes with --store'),
  });
});
