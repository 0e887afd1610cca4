import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Answers } from '#investigate';
import { Finding, SearchResult, Summary } from '#findings';
import { simulate } from '#simulate';
import { z } from 'zod';
import { Text } from '#kernel';
import { platform, type PlatformUnderTest } from './platform.ts';

let folder: string;
let program: PlatformUnderTest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-program-'));
  for (const file of simulate({ seed: 7, days: 5, until: new Date('2026-03-10T00:00:00Z'), stories: ['leaked-key'] })) {
    const path = join(folder, file.path.replace(/\.gz$/, ''));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.content);
  }
  const good = {
    eventVersion: '1.08',
    eventID: 'good',
    eventTime: '2026-03-09T00:00:00Z',
    eventSource: 's3.amazonaws.com',
  };
  const records = [
    { ...good, eventName: 'ListBuckets' },
    { ...good, eventID: 'bad', eventTime: 'yesterday' },
  ];
  await writeFile(join(folder, 'broken.json'), records.map((record) => JSON.stringify(record)).join('\n'));
  program = await platform([folder]);
}, 120_000);
afterAll(async () => {
  await program[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const findings = async (): Promise<Finding[]> =>
  SearchResult.parse(await program.call('ListFindings', { limit: 200 })).findings;
const Detail = z.object({
  finding: Finding,
  answers: Answers,
  occurrences: z.array(z.object({ file: z.string() })),
  more: z.number(),
});

describe('The whole program over a simulated company', () => {
  test('finds the incident, and says on the Summary how things stand', async () => {
    const summary = Summary.parse(await program.call('GetSummary'));
    expect(summary.overview.findings.now).toBeGreaterThan(5);
    expect(summary.top[0]?.severity).toMatch(/critical|high/);
    expect(summary.coverage.filter(({ events }) => events > 0).map(({ source }) => source)).toEqual([
      'cloudtrail',
      'route53resolver',
      'vpcflow',
    ]);
    expect(new Set((await findings()).map(({ type }) => type))).toContain('Stealth:IAMUser/CloudTrailLoggingDisabled');
  });

  test('answers who, why, how, next and do for every finding, in both languages', async () => {
    for (const { id, title } of await findings()) {
      const { answers, occurrences } = Detail.parse(await program.call('GetFinding', { id }));
      const texts = [
        answers.who.sentence,
        answers.why.sentence,
        answers.why.here,
        answers.how.sentence,
        ...answers.next.map(({ step }) => step),
        ...answers.do.map(({ sentence }) => sentence),
      ];
      for (const { en, ja } of texts) {
        expect(en, title.en).toMatch(/\w/);
        expect(ja, title.en).toMatch(/[ぁ-んァ-ヶ一-龠]/);
      }
      expect(JSON.stringify(answers), title.en).not.toMatch(/undefined|\{\{/);
      expect(answers.next.length, title.en).toBeGreaterThan(0);
      expect(answers.do.length, title.en).toBeGreaterThan(1);
      expect(answers.how.techniques.length, title.en).toBeGreaterThan(0);
      expect(occurrences[0]?.file, title.en).toContain('AWSLogs/');
    }
  });

  test('keeps what it could not read, with file and reason, and counts it', async () => {
    const held = z
      .object({
        items: z.array(z.object({ path: z.string(), reason: Text, remedy: Text })),
        total: z.number(),
      })
      .parse(await program.call('ListQuarantine'));
    expect(held.total).toBeGreaterThan(0);
    expect(held.items[0]?.path).toContain('broken.json');
    expect(held.items[0]?.reason.ja).not.toBe(held.items[0]?.reason.en);
  });

  test('answers SQL over everything, and refuses what reaches beyond it', async () => {
    const answer = z
      .object({ rows: z.array(z.array(z.unknown())) })
      .parse(await program.call('RunQuery', { sql: 'SELECT count() FROM api_activity' }));
    expect(Number(answer.rows[0]?.[0])).toBeGreaterThan(1000);
    await expect(program.call('RunQuery', { sql: "SELECT * FROM file('/etc/passwd')" })).rejects.toThrow(/BadQuery/);
  });

  test('archives a finding and brings it back', async () => {
    const [first] = await findings();
    const ids = [first?.id ?? ''];
    expect(await program.call('UpdateFindings', { ids, archived: true })).toMatchObject({ updated: 1 });
    expect((await findings()).map(({ id }) => id)).not.toContain(first?.id);
    expect(await program.call('UpdateFindings', { ids, archived: false })).toMatchObject({ updated: 1 });
  });

  test('tells its rules, and one of them in full', async () => {
    const { rules } = z
      .object({ rules: z.array(z.object({ id: z.string(), own: z.boolean() })) })
      .parse(await program.call('ListRules'));
    expect(rules.length).toBeGreaterThan(120);
    expect(await program.call('GetRule', { id: rules[0]?.id })).toMatchObject({
      own: true,
      explain: { en: { why: expect.any(String) } },
    });
  });
});

describe('Strangers', () => {
  const call = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${program.url}/call/yagura/GetSummary`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    });

  test('without a session are answered nothing', async () =>
    expect((await call({ origin: program.url })).status).toBe(401));

  test('from another page are refused, with or without a session', async () => {
    const reply = await program.fetch('/call/yagura/GetSummary', {
      method: 'POST',
      body: '{}',
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(reply.status).toBe(403);
  });

  test('cannot use the sign-in link a second time', async () => {
    const token = program.signInLink.split('#')[1];
    const reply = await fetch(`${program.url}/sign-in`, {
      method: 'POST',
      headers: { origin: program.url, 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(reply.status).toBe(401);
  });

  test('need the machine itself for a new sign-in link, which works once', async () => {
    const token = (await program.newSignInLink()).split('#')[1];
    const use = (): Promise<Response> =>
      fetch(`${program.url}/sign-in`, {
        method: 'POST',
        headers: { origin: program.url, 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
    expect((await use()).status).toBe(200);
    expect((await use()).status).toBe(401);
  });

  test('get no operation that is not one', async () => {
    const reply = await program.fetch('/call/yagura/DropEverything', { method: 'POST', body: '{}' });
    expect(reply.status).toBe(404);
  });
});
