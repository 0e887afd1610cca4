import { z } from 'zod';
import { operation, type Callable } from '#aws';
import { Search, Time } from '#findings';
import { Fault } from '#kernel';
import type { Answers, Finding, Occurrence, Operations, Status, Summary } from '../../console/operations.ts';

/** Text that an attacker could have put into a log: it must be seen, and never done. */
export const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;

const now = Date.parse('2026-11-23T12:00:00Z');
const hour = 3_600_000;
const at = (hoursAgo: number): string => new Date(now - hoursAgo * hour).toISOString();
const text = (en: string, ja: string) => ({ en, ja });

const kinds = [
  {
    type: 'AttackSequence:IAM/CompromisedCredentials',
    title: text(
      'A leaked key was used from first look to data theft',
      '漏えいしたキーで偵察からデータ持ち出しまで行われました',
    ),
    severity: 'critical',
    tactics: ['exfiltration'],
    techniques: ['T1537'],
  },
  {
    type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
    title: text('CloudTrail logging was switched off', 'CloudTrail の記録が止められました'),
    severity: 'high',
    tactics: ['defense-evasion'],
    techniques: ['T1562.008'],
  },
  {
    type: 'Persistence:IAMUser/AnomalousBehavior',
    title: text('A new access key was made for another user', '別のユーザーのアクセスキーが作成されました'),
    severity: 'medium',
    tactics: ['persistence'],
    techniques: ['T1098.001'],
  },
  {
    type: 'Recon:IAMUser/MaliciousIPCaller',
    title: text(
      'Many read calls from an address never seen before',
      '初めて見るアドレスから大量の参照操作がありました',
    ),
    severity: 'low',
    tactics: ['discovery'],
    techniques: ['T1087.004'],
  },
  {
    type: 'Policy:IAMUser/RootCredentialUsage',
    title: text('The root user was used', 'ルートユーザーが使用されました'),
    severity: 'informational',
    tactics: ['initial-access'],
    techniques: ['T1078.004'],
  },
] as const;
const accounts = ['111122223333', '444455556666', '777788889999'] as const;

/** Sixty findings, of which the first is the one whose page is looked at. */
const findings: Finding[] = Array.from({ length: 60 }, (_, index) => {
  const kind = kinds[[0, 1, 1, 2, 2, 2, 3, 3, 4][index % 9] ?? 0] ?? kinds[0];
  const last = index * 9 + 2;
  return {
    ...kind,
    tactics: [...kind.tactics],
    techniques: [...kind.techniques],
    id: `finding-${index}`,
    rule: `rule-${kinds.indexOf(kind)}`,
    account: accounts[index % 3] ?? accounts[0],
    region: ['ap-northeast-1', 'us-east-1', 'eu-west-1'][index % 3] ?? '',
    source: 'cloudtrail',
    principal: index === 1 ? hostile : `arn:aws:iam::${accounts[index % 3]}:user/deploy-${index % 7}`,
    resource: index % 4 === 3 ? '' : `arn:aws:s3:::customer-exports-${index % 5}-ap-northeast-1-${accounts[index % 3]}`,
    count: 1 + ((index * 37) % 400),
    firstSeen: at(last + 5),
    lastSeen: at(last),
    createdAt: at(last),
    updatedAt: at(last),
    archived: false,
  };
});

const event = (index: number): Record<string, unknown> => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLEEXAMPLE:ci',
    arn: 'arn:aws:sts::111122223333:assumed-role/deploy/ci',
    accountId: '111122223333',
    accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
  },
  eventTime: at(index),
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  awsRegion: 'ap-northeast-1',
  sourceIPAddress: '198.51.100.23',
  userAgent: hostile,
  requestParameters: { name: 'organisation-trail', tags: ['one', 'two'] },
  responseElements: null,
  eventID: `0b1c2d3e-0000-4000-8000-${String(index).padStart(12, '0')}`,
});

const occurrence = (index: number): Occurrence => ({
  time: at(index),
  eventId: `0b1c2d3e-0000-4000-8000-${String(index).padStart(12, '0')}`,
  table: 'api_activity',
  file: 'AWSLogs/111122223333/CloudTrail/ap-northeast-1/2026/11/23/111122223333_CloudTrail_ap-northeast-1.json.gz',
  position: index + 1,
  matched: ['eventSource', 'eventName'],
  event: event(index),
});

const answers: Answers = {
  who: {
    sentence: text(
      'The role deploy in account 111122223333, through the session "ci", from 198.51.100.23 (not seen before in this account).',
      'アカウント 111122223333 のロール deploy が、セッション「ci」を通じて、198.51.100.23 から操作しました（このアカウントでは初めて見るアドレスです）。',
    ),
    facts: [
      { label: text('Role', 'ロール'), value: 'arn:aws:iam::111122223333:role/deploy' },
      { label: text('Session', 'セッション'), value: 'ci' },
      { label: text('Access key', 'アクセスキー'), value: 'ASIAEXAMPLEEXAMPLE00' },
      { label: text('Address', 'アドレス'), value: '198.51.100.23' },
      { label: text('User agent', 'ユーザーエージェント'), value: hostile },
      { label: text('MFA', 'MFA'), value: 'false' },
    ],
    lineage: [
      {
        time: at(30),
        principal: 'arn:aws:iam::111122223333:user/build',
        action: 'sts:AssumeRole',
        accessKey: 'ASIAEXAMPLEEXAMPLE00',
        address: '198.51.100.23',
        eventId: 'a',
      },
      {
        time: at(29),
        principal: 'arn:aws:iam::111122223333:role/deploy',
        action: 'sts:AssumeRole',
        accessKey: 'ASIAEXAMPLEEXAMPLE01',
        address: '198.51.100.23',
        eventId: 'b',
      },
    ],
  },
  why: {
    sentence: text(
      'Without CloudTrail nobody can tell afterwards what was done in the account. Attackers switch it off before the noisy part of their work, so expect more to follow.',
      'CloudTrail が止まると、そのアカウントで何が行われたかを後から確かめられなくなります。攻撃者は目立つ操作の前に記録を止めるため、この後に別の操作が続くと考えてください。',
    ),
    here: text(
      'It is the only trail of this account that Yagura has seen.',
      'Yagura が確認した限り、このアカウントの証跡はこれだけです。',
    ),
  },
  how: {
    sentence: text(
      'One call stopped a trail. Trails are set up once and hardly ever touched, so the call itself is the sign.',
      '1 回の API 呼び出しで証跡が停止されました。証跡は一度設定したらほとんど触らないものなので、この呼び出し自体が手がかりです。',
    ),
    techniques: [
      {
        id: 'T1562.008',
        name: text('Disable or Modify Cloud Logs', 'クラウドログの無効化または変更'),
        tactic: text('Defense evasion', '防御回避'),
        about: text(
          'Logging is stopped or narrowed so that later steps leave no record.',
          '後の操作の痕跡が残らないよう、ログの記録を止めたり範囲を狭めたりします。',
        ),
      },
    ],
    events: [],
  },
  next: [
    {
      step: text('Make a key for a user that lasts longer', '長く使えるユーザーのアクセスキーを作る'),
      log: 'iam.amazonaws.com:CreateAccessKey',
      seen: 3,
    },
    { step: text('Copy data out of S3', 'S3 からデータを持ち出す'), log: 's3.amazonaws.com:GetObject', seen: 0 },
    {
      step: text('Start machines that mine coins', '暗号通貨の採掘用にインスタンスを起動する'),
      log: 'ec2.amazonaws.com:RunInstances',
      seen: 0,
    },
  ],
  do: [
    {
      phase: 'verify',
      sentence: text(
        'Ask the person behind this principal whether they replaced the trail on purpose.',
        'この操作をした人に、証跡の入れ替えなど意図した作業だったかを確認します。',
      ),
    },
    {
      phase: 'contain',
      sentence: text('Start logging again.', '記録を再開します。'),
      run: 'aws cloudtrail start-logging --region ap-northeast-1 --name organisation-trail',
      check: 'aws cloudtrail get-trail-status --region ap-northeast-1 --name organisation-trail --query IsLogging',
    },
    {
      phase: 'prevent',
      sentence: text(
        'Forbid the call to everyone by a service control policy.',
        'サービスコントロールポリシー（SCP）でこの呼び出しを全員に禁止します。',
      ),
    },
  ],
};

const sources = [
  {
    name: 'cloudtrail',
    title: text('CloudTrail', 'CloudTrail'),
    about: text(
      'Every call of an AWS API. It is on by default; a trail delivers it to S3.',
      'AWS API の呼び出し記録です。既定で有効で、証跡を作成すると S3 に配信されます。',
    ),
    table: 'api_activity',
    events: 1_234_567,
    files: 8_640,
    refused: 2,
    gaps: [{ from: '2026-11-02', to: '2026-11-04', days: 3 }],
    lastSeen: at(1),
    lastRead: at(0.2),
  },
  {
    name: 'vpcflow',
    title: text('VPC Flow Logs', 'VPC フローログ'),
    about: text(
      'Which address spoke to which, and how much. Switch it on for each VPC.',
      'アドレス間の通信と通信量の記録です。VPC ごとに有効化します。',
    ),
    table: 'network_activity',
    events: 48_200_111,
    files: 12_000,
    refused: 0,
    gaps: [],
    lastSeen: at(2),
    lastRead: at(0.2),
  },
  {
    name: 'route53resolver',
    title: text('Route 53 Resolver query logs', 'Route 53 Resolver クエリログ'),
    about: text(
      'Which names were asked for. Switch it on for each VPC.',
      '名前解決の問い合わせ記録です。VPC ごとに有効化します。',
    ),
    table: 'dns_activity',
    events: 880_000,
    files: 720,
    refused: 1,
    gaps: [],
    lastSeen: at(2),
    lastRead: at(0.2),
  },
  {
    name: 'waf',
    title: text('AWS WAF', 'AWS WAF'),
    about: text(
      'Which web requests were let through. Switch it on for each web ACL.',
      'ウェブリクエストの許可・拒否の記録です。ウェブ ACL ごとに有効化します。',
    ),
    table: 'http_activity',
    events: 0,
    files: 0,
    refused: 0,
    gaps: [],
  },
];

const ranked = (index: number) => ({
  count: 48 - index * 9,
  lastSeen: at(index * 7),
  severity: kinds[index % 5]?.severity ?? 'low',
});

const summary: Summary = {
  from: at(720),
  to: at(0),
  simulated: true,
  overview: {
    sequences: { now: 2, before: 0 },
    findings: { now: 60, before: 41 },
    resources: { now: 17, before: 17 },
    accounts: { now: 3, before: 4 },
    events: { now: 50_314_678, before: 49_870_001 },
  },
  top: findings
    .slice(0, 8)
    .toSorted(
      (one, other) =>
        kinds.findIndex(({ type }) => type === one.type) - kinds.findIndex(({ type }) => type === other.type),
    ),
  types: kinds.map(({ type, title }, index) =>
    Object.assign(ranked(index), { type, title, share: [0.42, 0.25, 0.18, 0.1, 0.05][index] ?? 0 }),
  ),
  rare: kinds
    .toReversed()
    .map(({ type, title }, index) => Object.assign(ranked(4 - index), { count: index + 1, type, title })),
  days: Array.from({ length: 30 }, (_, index) => ({
    day: at((29 - index) * 24).slice(0, 10),
    critical: index > 26 ? 1 : 0,
    high: (index * 5) % 4,
    medium: (index * 7) % 6,
    low: (index * 3) % 5,
    informational: index % 3,
    events: 1_600_000,
  })),
  accounts: accounts.map((account, index) => ({ ...ranked(index), account })),
  resources: Array.from({ length: 6 }, (_, index) => ({
    ...ranked(index),
    account: accounts[index % 3] ?? '',
    resource: index === 2 ? hostile : `arn:aws:s3:::customer-exports-${index}`,
  })),
  coverage: sources.map(({ name, title, events, lastSeen }) => ({
    source: name,
    title,
    events,
    accounts: events > 0 ? 3 : 0,
    lastSeen,
  })),
};

const rules = kinds.map((kind, index) => ({
  id: `rule-${index}`,
  file: `content/rules/made-${index}.yml`,
  type: kind.type,
  title: kind.title,
  level: kind.severity,
  tactics: [...kind.tactics],
  techniques: [...kind.techniques],
  own: index < 4,
}));

const refused = Array.from({ length: 3 }, (_, index) => ({
  time: at(index),
  file: `f${index}`,
  path: `/logs/AWSLogs/broken-${index}.json.gz`,
  line: index * 118,
  reason:
    ['The gzip stream ends before its end.', 'The record has no eventTime.', 'The line is longer than 16 MB.'][index] ??
    '',
  remedy:
    [
      'Fetch the file again.',
      'Look whether the file was cut by another program.',
      'Raise ingest.recordMegabytes if this is a real record.',
    ][index] ?? '',
  source: index === 2 ? '' : 'cloudtrail',
  text: hostile,
}));

/** An operation whose answer is made up; its input is checked as that of the real one. */
export const made = <Name extends keyof Operations, Input extends z.ZodType>(
  name: Name,
  input: Input,
  answer: (input: z.infer<Input>) => Operations[Name]['output'],
): Callable =>
  operation<null>()({ name, about: '', input, output: z.unknown(), handle: async (given) => answer(given) }).bind(null);

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.string() });
const status: Status = {
  version: '0.1.0',
  startedAt: at(1),
  simulated: true,
  language: 'en',
  phase: 'ready',
  steps: [],
  problems: [],
  counts: { events: 50_314_678, findings: 60 },
};

/** A server that is still reading, and met something that it could not use. */
export const readingStatus: Status = {
  ...status,
  phase: 'importing',
  simulated: false,
  steps: [
    { what: 'Reading CloudTrail', done: 120_000, total: 480_000, unit: 'events', rate: 52_000 },
    { what: 'Reading flow logs', done: 3, unit: 'files' },
  ],
  problems: ['/logs/broken.json.gz: the gzip stream ends before its end. Fetch the file again.'],
  counts: { events: 120_000, findings: 7 },
};

/** A Summary of a time in which nothing was found. */
export const quietSummary: Summary = {
  ...summary,
  simulated: false,
  overview: {
    sequences: { now: 0 },
    findings: { now: 0 },
    resources: { now: 0 },
    accounts: { now: 0 },
    events: { now: 0 },
  },
  top: [],
  types: [],
  rare: [],
  accounts: [],
  resources: [],
  coverage: [],
  days: summary.days.map(({ day }) => ({ day, critical: 0, high: 0, medium: 0, low: 0, informational: 0, events: 0 })),
};

/** A server that is done reading; `instead` replaces single operations. */
export function madeOperations(instead: readonly Callable[] = []): Callable[] {
  const archived = new Set<string>();
  const usual = [...findingOperations(archived), ...otherOperations()];
  const names = new Set(instead.map(({ name }) => name));
  return [...usual.filter(({ name }) => !names.has(name)), ...instead];
}

function findingOperations(archived: Set<string>): Callable[] {
  return [
    made('GetSummary', z.strictObject({ from: Time.optional(), to: Time.optional() }), () => summary),
    made('ListFindings', Search, (input) => list(input, archived)),
    made('GetFinding', byId, ({ id }) => {
      const finding = findings.find((one) => one.id === id);
      if (finding === undefined) throw new Fault('NotFound', `There is no finding ${id}.`);
      return {
        finding: { ...finding, archived: archived.has(id) },
        answers,
        occurrences: [0, 1, 2].map(occurrence),
        more: 2,
      };
    }),
    made('ListOccurrences', byId.extend({ limit: z.number(), offset: z.number() }), ({ offset }) => ({
      occurrences: [offset, offset + 1].map(occurrence),
    })),
    made('UpdateFindings', z.strictObject({ ids: z.array(z.string()), archived: z.boolean() }), (input) => {
      for (const id of input.ids) void (input.archived ? archived.add(id) : archived.delete(id));
      return { updated: input.ids.length };
    }),
  ];
}

function otherOperations(): Callable[] {
  return [
    made('GetStatus', nothing, () => status),
    made('ListSources', nothing, () => ({ sources })),
    made('ListQuarantine', z.strictObject({ cursor: z.string().optional() }), () => ({ items: refused, total: 3 })),
    made('ReplayQuarantine', nothing, () => ({ taken: 0 })),
    made('ListRules', nothing, () => ({ rules, problems: ruleProblems })),
    made('GetRule', byId, ({ id }) => ruleOf(id)),
    made('RunQuery', z.strictObject({ sql: z.string() }), ({ sql }) => {
      if (/^\s*drop/i.test(sql)) throw new Fault('BadQuery', 'Only SELECT is allowed here.');
      return table;
    }),
  ];
}

const ruleProblems = [
  {
    file: 'my-rules/broken.yml',
    line: 12,
    sentence: 'The condition names "selction", which is no part of the rule.',
    remedy: 'Write "selection".',
  },
];

const table = {
  columns: [
    { name: 'principal', type: 'String' },
    { name: 'calls', type: 'UInt64' },
  ],
  rows: [
    [hostile, '12'],
    ['arn:aws:iam::111122223333:user/deploy', 3],
  ],
  truncated: false,
  milliseconds: 12,
};

function list(input: z.infer<typeof Search>, archived: ReadonlySet<string>) {
  const fitting = findings.filter(
    (one) =>
      archived.has(one.id) === (input.archived ?? false) &&
      (input.severity ?? [one.severity]).includes(one.severity) &&
      (['type', 'account', 'principal', 'resource', 'rule', 'region'] as const).every(
        (name) => (input[name] ?? one[name]) === one[name],
      ) &&
      JSON.stringify(one)
        .toLowerCase()
        .includes((input.text ?? '').toLowerCase()),
  );
  const order = kinds.map(({ severity }) => severity);
  const sorted = fitting.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  const start = Number(input.cursor ?? 0);
  const page = sorted.slice(start, start + (input.limit ?? 50));
  const end = start + page.length;
  return {
    findings: page.map((one) => Object.assign({}, one, { archived: archived.has(one.id) })),
    total: sorted.length,
    ...(end < sorted.length ? { next: String(end) } : {}),
  };
}

function ruleOf(id: string) {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new Fault('NotFound', `There is no rule ${id}. Open the list of rules.`);
  return {
    ...rule,
    description: '',
    line: 1,
    tests: 4,
    source: `title: CloudTrail logging stopped\nid: ${id}\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  selection:\n    eventName: [StopLogging, DeleteTrail]\n  condition: selection\n`,
    explain: {
      en: { why: answers.why.sentence.en, how: answers.how.sentence.en },
      ja: { why: answers.why.sentence.ja, how: answers.how.sentence.ja },
    },
    respond: answers.do.map(({ phase, sentence: { en, ja }, run, check }) => ({ phase, en, ja, run, check })),
    gaps: text(
      'Event selectors can be emptied without this call.',
      'イベントセレクターの変更では、この呼び出しなしに記録を減らせます。',
    ),
  };
}
