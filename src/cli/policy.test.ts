// Opens no lake.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parsedJson } from '#kernel';
import { open } from '../authz/library/open.ts';
import { photos, TemporaryFolder } from '../authz/library/photos.contract.ts';
import { runInProcess, type Ran } from './in-process.contract.ts';

let folder: TemporaryFolder;
const run = (command: string, of: string, ...flags: string[]): Promise<Ran> =>
  runInProcess(['policy', command, join(folder.path, of), ...flags]);

const cases = `
entities:
  - uid: User::"mallory"
    attrs: { name: Mallory, blocked: true }
tests:
  - name: The owner may do everything
    principal: User::"alice"
    action: [Action::"view", Action::"share"]
    resource: [Photo::"beach", Photo::"diary"]
    expect: allow
    because: [owner]
  - name: The family sees what is not private
    principal: User::"carol"
    action: Action::"view"
    resource: Photo::"diary"
    expect: deny
    because: []
  - name: Nobody who is blocked
    principal: User::"mallory"
    action: Action::"view"
    resource: Photo::"beach"
    expect: deny
    because: [blocked]
`;

beforeAll(async () => {
  const schema = photos['photos.cedarschema'] ?? '';
  folder = await TemporaryFolder.with({
    'good/photos.tests.yml': cases,
    'bad/one.cedar': 'permit (principal, action, resource);\npermit (principal,\n  action, resorce);\n',
    'bad/two.cedar': 'permit (principal, action == Action::"vew", resource);',
    'bad/photos.cedarschema': schema,
    'bad/links.json': '[{"id": "l", "template": "gone"}, {"id": "m"}]',
    'bad/one.tests.yml': '- principal: alice\n',
    'bad/entities.json': '[\n{"uid": {"type": "User", "id": "bob"}, "attrs": {"name": 7}, "parents": []}]',
  });
  for (const [name, text] of Object.entries(photos)) await folder.write(`good/${name}`, text);
});
afterAll(() => folder[Symbol.asyncDispose]());

test('policy check tells what a folder holds; of a bad one, each mistake with its place and what to do', async () => {
  expect(await run('check', 'good')).toEqual({
    code: 0,
    err: '',
    out: '3 policies, 1 template, 1 link, 7 entities, a schema: 0 errors, 0 warnings.\n',
  });
  const bad = await run('check', 'bad');
  expect(bad.code).toBe(1);
  expect(bad.err).toMatch(/^one\.cedar:3:11: error: .*resorce.*\. Write it as permit/m);
  expect(bad.err).toMatch(/^two\.cedar:1:\d+: error: .*Action::"vew"/m);
  expect(bad.err).toMatch(/^entities\.json:2:1: error: At attrs\.name: the schema expects string, not long\./m);
  expect(bad.err).toMatch(/^one\.tests\.yml:1:3: error: `principal`: "alice" is no name of an entity\./m);
});

test("policy check tells a Japanese terminal each mistake in Japanese, and the reasons that are Cedar's own behind it", async () => {
  const environment = { LANG: 'ja_JP.UTF-8' };
  const { err } = await runInProcess(['policy', 'check', join(folder.path, 'bad')], { environment });
  const told = err.trim().split('\n');
  expect(told.length).toBeGreaterThan(5);
  for (const line of told) expect(line).toMatch(/^\S+:\d+:\d+: (?:error|warning): .*[ぁ-ん].*。$/u);
  expect(err).toMatch(/^one\.cedar:3:11: error: このポリシーは読めません。.*resorce.*permit\(/m);
  expect(err).toMatch(/^entities\.json:2:1: error: attrs\.name: スキーマでは string ですが、long が書かれています。/m);
  expect(err).toMatch(/^links\.json:1:2: error: .*テンプレート gone がありません。/m);
  expect(err).toMatch(/^one\.tests\.yml:1:3: error: .*`principal`: "alice" はエンティティの名前ではありません。/m);
  expect(err).not.toMatch(/Invalid|is no name/);
});

test('policy check warns of policies that do nothing, with the reason', async () => {
  await using other = await TemporaryFolder.with({
    'a.cedar': 'permit (principal is User, action, resource);\npermit (principal == User::"x", action, resource);\n',
  });
  const warned = await runInProcess(['policy', 'check', other.path]);
  expect(warned).toMatchObject({ code: 0, out: expect.stringContaining('0 errors, 1 warning.') });
  expect(warned.err).toBe(
    'a.cedar:2:1: warning: Whatever fulfils a#2 fulfils a too, which has the same effect. Without a#2 nothing changes.\n',
  );
  expect(await runInProcess(['policy', 'check', '--strict', other.path])).toMatchObject({ code: 1 });
});

test('policy check takes a byte order mark as nothing, and a folder without policies for a slip', async () => {
  const marked = '\uFEFFpermit (principal, action, resource);\n';
  await using other = await TemporaryFolder.with({
    'a/a.cedar': marked,
    'a/a.cedarschema': '\uFEFFentity User; action view appliesTo { principal: User, resource: User };',
    'b/x.txt': '',
  });
  const files = join(other.path, 'a');
  expect(await runInProcess(['policy', 'check', files])).toMatchObject({ code: 0, err: '' });
  expect(await runInProcess(['policy', 'fmt', files])).toMatchObject({ code: 0 });
  expect(await readFile(join(files, 'a.cedar'), 'utf8')).toBe(marked.slice(1));
  const empty = await runInProcess(['policy', 'check', join(other.path, 'b')]);
  expect(empty).toMatchObject({ code: 1, err: expect.stringContaining('no .cedar file') });
});

test('policy check gives up what takes too long, and says so', async () => {
  const types = Array.from({ length: 60 }, (_, n) => `T${n}`).join(', ');
  // Every pair of types is a case of its own to whoever validates.
  const branch = (depth: number): string =>
    depth === 0 ? 'principal.n' : `(if principal.n == ${depth} then ${branch(depth - 1)} else ${branch(depth - 1)})`;
  const condition = Array(20)
    .fill(`${branch(8)} == 1`)
    .join(' && ');
  await using slow = await TemporaryFolder.with({
    'a.cedarschema': `entity ${types} { n: Long }; action view appliesTo { principal: [${types}], resource: [${types}] };`,
    'a.cedar': `permit (principal, action, resource) when { ${condition} };`,
  });
  const environment = { YAGURA_AUTHZ_VALIDATION_SECONDS: '0.5' };
  const { code, err } = await runInProcess(['policy', 'check', slow.path], { environment });
  expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/took longer than 0\.5 seconds .*Divide it/) });
});

test('policy test runs the cases beside the policies, and tells what they do not try', async () => {
  const passed = await run('test', 'good');
  expect(passed.code).toBe(0);
  expect(passed.out).toContain('blocked.cedar:1: blocked: `principal.blocked` was never false\n');
  expect(passed.out).toContain('sharing/family.cedar:5: the policy sharing/family#2 decided in no test\n');
  expect(passed.out).toMatch(/^6 passed, 0 failed\. 2 of 4 policies decided, 2 of 4 clauses /m);
  expect(await run('test', 'good', '--min-coverage', '90')).toMatchObject({ code: 1 });

  await folder.write(
    'good/more.tests.yml',
    '- {principal: User::"bob", action: Action::"view", resource: Photo::"beach", expect: deny}',
  );
  const failed = await run('test', 'good', '--format', 'junit');
  expect(failed.code).toBe(1);
  expect(failed.out).toContain('<failure message="expected deny, got allow: by bob-sees-beach"/>');
  const lines = (await run('test', 'good', '--format', 'jsonl')).out.trim().split('\n');
  expect(lines.map(parsedJson).at(-1)).toMatchObject({ type: 'coverage', policies: 4, decided: 3 });
});

test('policy fmt formats what is not formatted, once', async () => {
  expect(await run('fmt', 'good', '--check')).toMatchObject({ code: 1 });
  expect((await run('fmt', 'good')).out).toContain(join('good', 'owner.cedar'));
  expect(await run('fmt', 'good', '--check')).toMatchObject({ code: 0, out: '' });
  expect(await readFile(join(folder.path, 'good', 'owner.cedar'), 'utf8')).toMatch(/^\/\/ Whoever uploaded/);
});

test('policy who-can and what-can name people, things and the policies; what-can also as a filter for a database', async () => {
  const ask = (...words: string[]): Promise<Ran> =>
    runInProcess(['policy', ...words, '--folder', join(folder.path, 'good')]);
  expect((await ask('who-can', 'Action::"view"', 'Photo::"beach"')).out).toBe(
    'User::"alice"  by owner\nUser::"bob"  by bob-sees-beach\nUser::"carol"  by family-views\n',
  );
  expect((await ask('what-can', 'User::"carol"')).out).toBe('view  Photo::"beach"  by family-views\n');
  expect((await ask('what-can', 'User::"nobody"')).out).toBe('Nothing to the entities of this folder.\n');
  expect(await ask('who-can', 'Action::"vew"', 'Photo::"beach"')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/no action Action::"vew"\. It has: .*Action::"view"/),
  });
  expect(await ask('who-can', 'view', 'Photo::"beach"')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Write it as Cedar does'),
  });
  const filter = ['what-can', 'User::"bob"', '--action', 'Action::"share"', '--type', 'Photo', '--filter'];
  expect((await ask(...filter, 'postgres', '--column', 'owner=photos.owner_id')).out).toBe(
    '("photos"."owner_id" = $1)\n["bob"]\n',
  );
  expect((await ask(...filter, 'sqlite')).err).toContain('The attribute owner has no column');
  expect(JSON.parse((await ask(...filter, 'json')).out)).toMatchObject({
    compare: '==',
    left: { attribute: ['owner'] },
  });
});

test('policy explain says which policies decided and which came near, without a context too, and knows a slip', async () => {
  const ask = (who: string, what = 'view'): Promise<Ran> =>
    runInProcess([
      'policy',
      'explain',
      who,
      `Action::"${what}"`,
      'Photo::"diary"',
      '--folder',
      join(folder.path, 'strict'),
    ]);
  for (const [name, text] of Object.entries(photos))
    await folder.write(`strict/${name}`, text.replace('context: { mfa?: Bool }', 'context: { mfa: Bool }'));
  expect((await ask('User::"alice"', 'vew')).err).toMatch(/The schema has no action Action::"vew"\. It has: .*"view"/);
  expect((await ask('User::"alice"')).out).toMatch(/^ALLOW: Permitted by owner\.\n {2}decided {2}owner: /);
  expect((await ask('User::"carol"')).out).toMatch(/^DENY: [^]*near {2}family-views: /);
});

test('what is wrong in tests is told and keeps no policy from deciding; only policy test needs them', async () => {
  for (const [name, text] of Object.entries(photos)) await folder.write(`untested/${name}`, text);
  await folder.write('untested/photos.tests.yml', '- principal: alice\n');
  const of = ['--folder', join(folder.path, 'untested')];
  const told = { code: 0, err: expect.stringMatching(/^photos\.tests\.yml:1:3: warning: `principal`: "alice"/) };
  const question = ['User::"alice"', 'Action::"view"', 'Photo::"diary"'];
  expect(await runInProcess(['policy', 'explain', ...question, ...of])).toMatchObject({
    ...told,
    out: expect.stringMatching(/^ALLOW/),
  });
  expect(await runInProcess(['policy', 'what-can', 'User::"alice"', ...of])).toMatchObject(told);
  expect(await run('test', 'untested')).toMatchObject({ code: 1, err: expect.stringContaining(':1:3: error: ') });
  expect(
    (await open(join(folder.path, 'untested'))).isAllowed({
      principal: 'User::"alice"',
      action: 'Action::"view"',
      resource: 'Photo::"diary"',
    }),
  ).toBe(true);
});

test('what is no context, no time and no entity is told to a Japanese terminal in Japanese', async () => {
  const environment = { LANG: 'ja_JP.UTF-8' };
  const question = ['User::"alice"', 'Action::"view"', 'Photo::"beach"', '--folder', join(folder.path, 'good')];
  const ask = (...words: string[]): Promise<Ran> =>
    runInProcess(['policy', 'explain', ...question, ...words], { environment });
  expect((await ask('--context', '{')).err).toMatch(/コンテキストを読めません（.*引用符.*1 行 2 列/);
  await folder.write('half.json', '[{"uid": ');
  expect((await ask('--entities', join(folder.path, 'half.json'))).err).toMatch(
    /エンティティを読めません（.*1 行 10 列/,
  );
});

test('policy commands name the option or the type that was a slip', async () => {
  const uids = ['User::"alice"', 'Action::"view"', 'Photo::"beach"'] as const;
  const ask = (command: string, ...words: string[]): Promise<Ran> =>
    runInProcess(['policy', command, ...words, '--folder', join(folder.path, 'good')]);
  const unknown = { code: 1, err: expect.stringMatching(/The schema has no type Foto\. It has: .*Photo/) };
  expect(await ask('explain', uids[0], uids[1], 'Foto::"beach"')).toMatchObject(unknown);
  expect(await ask('who-can', uids[1], 'Foto::"beach"')).toMatchObject(unknown);
  expect(await ask('what-can', 'Foto::"beach"')).toMatchObject(unknown);
  const flags = ['--action', uids[1], '--type', 'Foto', '--filter', 'sqlite'];
  expect(await ask('what-can', uids[0], ...flags)).toMatchObject(unknown);
  for (const share of ['200', 'half'])
    expect(await run('test', 'good', '--min-coverage', share)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--min-coverage: '),
    });
  const elsewhere = ['--store', 'x', '--endpoint-url', 'nowhere'];
  expect(await run('export', 'new', ...elsewhere)).toMatchObject({
    code: 2,
    err: expect.stringContaining('--endpoint-url: '),
  });
});
