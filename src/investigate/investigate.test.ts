import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { knowledge } from '#attack';
import { alerts, type Finding, type Occurrence } from '#findings';
import { contentFolder, yamlFiles } from '#kernel';
import { nowhere } from '#intel';
import { openLake, type Lake, type LakeTable } from '#lake';
import { tables } from '#sources';
import { actorOf } from './actor.ts';
import { Answers } from './answers.ts';
import { explain } from './explain.ts';
import { lakeSurroundings, noSurroundings } from './surroundings.ts';
import { whoSentence } from './who.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const calls: LakeTable = { name: 'api_activity', columns: tables.api_activity, orderBy: ['time', 'id'], time: 'time' };
let folder: string;
let lake: Lake;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-investigate-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  await lake.migrate([calls, alerts]);
  const call = (id: string, minute: number, part: Record<string, string>) => ({
    id,
    time: noon + minute * 60_000,
    ...part,
  });
  await lake.append(calls, [
    call('e1', -30, {
      action: 'AssumeRole',
      principal: 'user/rin',
      access_key: 'AKIARIN',
      issued_key: 'ASIAONE',
      address: '203.0.113.7',
    }),
    call('e2', -20, {
      action: 'AssumeRole',
      principal: 'role/one',
      session_arn: 'role/one/rin',
      access_key: 'ASIAONE',
      issued_key: 'ASIATWO',
      address: '203.0.113.7',
    }),
    call('e3', 5, {
      action: 'CreateUser',
      service: 'iam.amazonaws.com',
      principal: 'role/two',
      access_key: 'ASIATWO',
      address: '203.0.113.8',
    }),
    call('e4', 6, {
      action: 'UpdateFunctionCode20150331v2',
      service: 'lambda.amazonaws.com',
      principal: 'role/two',
      error: 'AccessDenied',
      address: '203.0.113.8',
    }),
    call('e5', 6, {
      action: 'ConsoleLogin',
      service: 'signin.amazonaws.com',
      principal: 'arn:aws:iam::111122223333:user/backdoor',
      principal_type: 'IAMUser',
      principal_account: '111122223333',
      user_name: 'backdoor',
    }),
    call('loop', 7, { action: 'AssumeRole', principal: 'role/loop', access_key: 'ASIALOOP', issued_key: 'ASIALOOP' }),
  ]);
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const finding: Finding = {
  id: 'f1',
  rule: 'somebody-elses',
  type: 'Stealth:AWS/Something',
  title: { en: 'Something', ja: '何か' },
  severity: 'high',
  account: '111122223333',
  region: 'ap-northeast-1',
  source: 'cloudtrail',
  principal: 'role/two',
  resource: '',
  count: 2,
  firstSeen: new Date(noon).toISOString(),
  lastSeen: new Date(noon + 60_000).toISOString(),
  createdAt: '2026-03-10T12:00:00.000Z',
  updatedAt: new Date(noon).toISOString(),
  archived: false,
  tactics: ['persistence'],
  techniques: ['T1098'],
};

const occurrence = (event: Record<string, unknown>, table = 'api_activity'): Occurrence => ({
  time: finding.lastSeen,
  eventId: 'e3',
  table,
  file: 'f',
  position: 1,
  matched: [],
  event,
});

const session = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  sourceIPAddress: '203.0.113.8',
  userAgent: 'aws-cli/2.15.0 Python/3.11',
  recipientAccountId: '111122223333',
  userIdentity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/two/rin',
    accessKeyId: 'ASIATWO',
    sessionContext: { sessionIssuer: { userName: 'two', arn: 'arn:aws:iam::111122223333:role/two' } },
  },
};

async function book() {
  return knowledge(await yamlFiles(join(contentFolder, 'knowledge'))).knowledge;
}

describe('The five answers', () => {
  test('are all there, in both languages, also for a rule that explains nothing', async () => {
    const answers = await explain(finding, [occurrence(session)], {
      knowledge: await book(),
      guideOf: () => undefined,
      surroundings: lakeSurroundings(lake),
      geography: nowhere,
    });
    expect(Answers.parse(answers)).toEqual(answers);
    expect(answers.do.length).toBeGreaterThan(1);
    expect(answers.next.length).toBeGreaterThan(0);
    for (const language of ['en', 'ja'] as const) {
      const texts = [answers.who.sentence, answers.why.sentence, answers.why.here, answers.how.sentence].map(
        (text) => text[language],
      );
      for (const text of texts) expect(text).not.toMatch(/undefined|^\s*$/);
    }
  });

  test('are there for every kind of log, with nothing undefined', async () => {
    const known = await book();
    for (const [table, event] of Object.entries({
      network_activity: { srcaddr: '10.0.0.1', dstport: 22 },
      dns_activity: { query_name: 'a.example.' },
      http_activity: {},
    })) {
      const answers = await explain(
        { ...finding, principal: '', tactics: [], techniques: [], source: 'vpcflow' },
        [occurrence(event, table)],
        {
          knowledge: known,
          guideOf: () => undefined,
          surroundings: noSurroundings,
          geography: nowhere,
        },
      );
      expect(JSON.stringify(answers)).not.toContain('undefined');
      expect(answers.next.length).toBeGreaterThan(0);
      expect(answers.do.length).toBeGreaterThan(0);
    }
  });

  test('after calls that AWS refused tell of other ways, and not of what these would have opened', async () => {
    const explaining = {
      knowledge: await book(),
      guideOf: () => undefined,
      surroundings: noSurroundings,
      geography: nowhere,
    };
    const told = async (errorCode?: string) => {
      const event = { ...session, eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', errorCode };
      const { why, next } = await explain(finding, [occurrence(event)], explaining);
      return { refused: why.refused, steps: next.map(({ step }) => step.en) };
    };
    const refused = await told('AccessDenied');
    expect(refused.refused).toBe(true);
    expect(refused.steps).toContain('Find out what else these credentials may do');
    expect(refused.steps).not.toContain('Launch instances for crypto mining');
    expect((await told()).refused).toBe(false);
  });

  test('of an attack that ends in traffic tell who made its newest call, and take away what that used', async () => {
    const run = 'aws iam put-role-policy --role-name {{userIdentity.sessionContext.sessionIssuer.userName}}';
    const guide = {
      explain: { en: { why: 'w', how: 'h' }, ja: { why: 'あ', how: 'い' } },
      respond: [{ phase: 'contain' as const, en: 'x', ja: 'あ', run }],
    };
    const explaining = {
      knowledge: await book(),
      guideOf: () => guide,
      surroundings: noSurroundings,
      geography: nowhere,
    };
    const flow = occurrence({ srcaddr: '10.0.0.1', dstport: 22 }, 'network_activity');
    const attack = { ...finding, type: 'AttackSequence:IAM/CompromisedCredentials' };
    const answers = await explain(attack, [flow, occurrence(session)], explaining);
    expect(answers.who.sentence.en).toContain('The role two (session rin) acted');
    expect(answers.do.map(({ run }) => run)).toEqual(['aws iam put-role-policy --role-name two']);
    expect((await explain(attack, [flow], explaining)).do).toEqual([]); // no credentials are known
  });

  test('offer commands for a user only when a user acted, and for a role only when a role did', async () => {
    const step = (run: string) => ({ phase: 'contain' as const, en: 'x', ja: 'あ', run });
    const guide = {
      explain: { en: { why: 'w', how: 'h' }, ja: { why: 'あ', how: 'い' } },
      respond: [
        step('a {{userIdentity.userName}}'),
        step('b {{userIdentity.sessionContext.sessionIssuer.userName}}'),
        step('c {{awsRegion}}'),
      ],
    };
    const answers = await explain(finding, [occurrence(session)], {
      knowledge: await book(),
      guideOf: () => guide,
      surroundings: noSurroundings,
      geography: nowhere,
    });
    expect(answers.do.map(({ run }) => run)).toEqual(['b two', undefined]);
    expect(answers.do[1]?.sentence.en).toContain('does not tell the Region');
  });
});

describe('The surroundings', () => {
  test('follow a key back through every role that was assumed, oldest first', async () => {
    const chain = await lakeSurroundings(lake).lineage('ASIATWO', noon + 60_000);
    expect(chain.map(({ principal, accessKey }) => [principal, accessKey])).toEqual([
      ['user/rin', 'ASIAONE'],
      ['role/one/rin', 'ASIATWO'],
    ]);
  });

  test('know nothing of keys that were handed out only later', async () => {
    expect(await lakeSurroundings(lake).lineage('ASIATWO', noon - 86_400_000)).toEqual([]);
  });

  test('end also when forged logs hand out a key by itself', async () => {
    expect(await lakeSurroundings(lake).lineage('ASIALOOP', noon + 3_600_000)).toHaveLength(1);
  });

  test('count what else the principal did, and what was refused', async () => {
    expect(await lakeSurroundings(lake).activity('role/two', noon, noon + 3_600_000)).toEqual({
      calls: 2,
      denied: 1,
      services: 2,
      addresses: 1,
    });
  });

  test('count the calls that could come next, of the principal and of the user that it made, done and refused apart, whatever version stands in their name', async () => {
    const counted = await lakeSurroundings(lake).calls(
      { principal: 'role/two', resource: 'backdoor', account: '111122223333' },
      ['signin:ConsoleLogin', 'iam:CreateUser', 'lambda:UpdateFunctionCode', 'iam:DeleteUser'],
      noon,
    );
    expect(Object.fromEntries(counted)).toEqual({
      'signin:ConsoleLogin': { seen: 1, refused: 0 },
      'iam:CreateUser': { seen: 1, refused: 0 },
      'lambda:UpdateFunctionCode': { seen: 0, refused: 1 },
    });
  });
});

describe('Who', () => {
  test('says role, session, address and tool in a sentence', () => {
    const { en, ja } = whoSentence(finding, actorOf(occurrence(session)));
    expect(en).toBe(
      'The role two (session rin) acted in account 111122223333 from the address 203.0.113.8, with the AWS CLI.',
    );
    expect(ja).toBe(
      'ロール two（セッション rin）がアドレス 203.0.113.8 から AWS CLI を使ってアカウント 111122223333 で操作しました。',
    );
  });

  test('says where the address is when that is known', () => {
    const place = { countryName: { en: 'Japan', ja: '日本' }, city: 'Osaka', network: 'Example Net' };
    const { en, ja } = whoSentence(finding, actorOf(occurrence(session)), place);
    expect(en).toContain('from the address 203.0.113.8 (Osaka, Japan, Example Net), with');
    expect(ja).toContain('アドレス 203.0.113.8（日本、Osaka、Example Net）から AWS CLI');
  });

  test('says so when the log names nobody', () => {
    expect(whoSentence({ ...finding, principal: '' }, actorOf(occurrence({}))).en).toContain('does not name');
  });

  test('tells an instance by its session', () => {
    const instance = {
      ...session,
      userIdentity: { ...session.userIdentity, arn: 'arn:aws:sts::1:assumed-role/web/i-0abc1234' },
    };
    expect(whoSentence(finding, actorOf(occurrence(instance))).en).toContain('The EC2 instance i-0abc1234');
  });
});
