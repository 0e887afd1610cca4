import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SearchResult } from '#findings';
import { simulate } from '#simulate';
import { postgresFolder, startPostgres } from '../src/store/debian-postgres.contract.ts';
import { platform } from './platform.ts';

// The same logs and the same requests on either store: SQLite is the oracle of what PostgreSQL must answer.

const installed = await postgresFolder();
const title =
  installed === undefined
    ? 'The whole program on PostgreSQL (skipped: it is not installed; `apt-get install postgresql` brings it)'
    : 'The whole program on PostgreSQL';

let folder: string;
/** A file of calls among the logs. */
let calls = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-postgres-program-'));
  const until = new Date('2026-03-10T00:00:00Z');
  for (const file of simulate({ seed: 7, days: 1, until, stories: ['leaked-key'] })) {
    const path = join(folder, file.path.replace(/\.gz$/, ''));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.content);
    if (path.includes('/CloudTrail/')) calls = path;
  }
  await writeFile(join(folder, 'broken.json'), '{"eventName":"ListBuckets","eventSource":"s3.amazonaws.com"');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const began = Date.now();
/** What differs from run to run: how long something took, and keys that are made up. */
const passing = new Set(['milliseconds', 'seconds', 'undo']);
const isNow = (part: unknown): boolean =>
  typeof part === 'string' && /^\d{4}-.*Z$/.test(part) && Date.parse(part) >= began;

const lasting = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part: unknown) => (passing.has(key) || isNow(part) ? undefined : part)));

/** Reads the logs, asks and decides as people do; every answer by its request. */
async function lived(flags: Record<string, unknown>): Promise<Map<string, unknown>> {
  await using program = await platform([folder], flags);
  const answers = new Map<string, unknown>();
  const ask = async (operation: string, input: object = {}): Promise<unknown> => {
    const answer = await program.call(operation, input);
    answers.set(`${answers.size} ${operation} ${JSON.stringify(input)}`, lasting(answer));
    return answer;
  };
  const { findings } = SearchResult.parse(await ask('ListFindings', { limit: 200 }));
  expect(findings.length).toBeGreaterThan(5);
  for (const operation of ['GetSummary', 'ListRules', 'ListQuarantine', 'ListSources']) await ask(operation);
  for (const by of ['severity', 'type', 'account']) await ask('CountFindings', { by });
  for (const { id } of findings.slice(0, 5)) await ask('GetFinding', { id });

  const ids = findings.slice(0, 3).map(({ id }) => id);
  await ask('UpdateFindings', { ids, archived: true, verdict: 'benign', reason: '訓練' });
  await program.call('AddNote', { finding: ids[0], text: '調べた' });
  await ask('ListFindings', { limit: 200 });
  await ask('GetSummary');

  const counted = { sql: "SELECT count() AS events FROM api_activity WHERE source = 'cloudtrail'" };
  await ask('RunQuery', counted);
  const reply = await program.fetch('/push?name=again.json', { method: 'POST', body: await readFile(calls, 'utf8') });
  expect(await reply.json()).toMatchObject({ filesSkipped: 1, added: 0 });
  await ask('RunQuery', counted);

  await ask('CreatePerson', { name: 'aiko', role: 'analyst' });
  for (const operation of ['ListPeople', 'ListAccounts', 'ListPolicies', 'GetPreferences']) await ask(operation);
  return answers;
}

describe.skipIf(installed === undefined)(title, () => {
  test('answers every request as it does on SQLite', { timeout: 180_000 }, async () => {
    await using server = await startPostgres(installed ?? '');
    const onSqlite = await lived({});
    const onPostgres = await lived({ store: { url: server.url } });
    expect([...onPostgres.keys()]).toEqual([...onSqlite.keys()]);
    for (const [request, answer] of onSqlite) expect(onPostgres.get(request), request).toEqual(answer);
  });
});
