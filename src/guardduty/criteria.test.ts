import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { levels } from '#attack';
import type { Condition as Asked, Finding } from '@aws-sdk/client-guardduty';
import { describeOnPostgres } from '../store/debian-postgres.contract.ts';
import { isJsonObject } from '#kernel';
import { attributeKinds, valuesOf, type AttributeKind } from './attributes.ts';
import { conditionsOf } from './criteria.ts';
import { holdsAll } from './holds.ts';
import { fitting, idsAfter, sorting, type Position } from './listing.ts';
import { readFindings } from './seen-findings.ts';
import { administrator, callBy, claimOf, eventsOf, openRoom, type RoomUnderTest } from './room.contract.ts';
import { detectorIdOf } from './finding.ts';
import { scopeOf } from './detectors.ts';

const users = ['taro', 'Taro', 'ta*ro', 'ta[r]o', 'a_b%c', 'ユーザー', ''];
const addresses = ['203.0.113.7', '203.0.113.70', '2001:db8::1', 'ec2.amazonaws.com'];

const call = (index: number) => ({
  eventID: `call-${index}`,
  eventTime: new Date(Date.parse('2026-03-10T12:00:00Z') + index * 1000).toISOString(),
  eventSource: ['iam.amazonaws.com', 's3.amazonaws.com'][index % 2],
  eventName: ['CreateUser', 'GetObject', 'StopLogging'][index % 3],
  awsRegion: 'us-east-1',
  sourceIPAddress: addresses[index % addresses.length],
  ...(index % 5 === 0 ? { errorCode: 'AccessDenied' } : {}),
  userIdentity: { type: 'IAMUser', userName: users[index % users.length], accountId: '111122223333' },
  requestParameters: index % 2 === 1 ? { bucketName: `bucket-${index % 4}`, key: 'a/b' } : null,
  recipientAccountId: ['111122223333', '444455556666'][index % 2],
});

const flow = (index: number) =>
  `2 111122223333 eni-${index % 3} 198.51.100.${index} 10.0.1.20 ${50_000 + index} ${[22, 3389][index % 2]} 6 12 1840 1773144000 1773144060 ACCEPT OK`;

async function filled(room: RoomUnderTest): Promise<void> {
  const calls = await eventsOf(
    'cloudtrail',
    Array.from({ length: 24 }, (_, index) => call(index)),
  );
  const flows = await eventsOf(
    'vpcflow',
    Array.from({ length: 8 }, (_, index) => flow(index)),
  );
  for (const [index, event] of [...calls, ...flows].entries()) {
    room.pass(1000);
    const type = event.table === 'api_activity' ? 'Stealth:IAMUser/X' : 'UnauthorizedAccess:EC2/SSHBruteForce';
    await room.record([claimOf(event, { rule: `rule-${index}`, type, severity: levels[index % 5] ?? 'low' })]);
  }
}

/** What the documentation says of a condition, read naively over the whole JSON of a finding. */
function fits(finding: Finding, attribute: string, asked: Asked, kind: AttributeKind): boolean {
  const found = at(finding, attribute.toLowerCase().split('.')).map((value) => forms[kind](value));
  const some = (test: (value: string | number) => boolean) => found.some(test);
  const equal = (wanted: readonly string[]) => some((value) => wanted.some((one) => forms[kind](one) === value));
  const like = (patterns: readonly string[]) => some((value) => patterns.some((one) => wild(String(value), one)));
  return [
    [asked.Eq, asked.Equals].every((wanted) => wanted === undefined || equal(wanted)),
    [asked.Neq, asked.NotEquals].every((wanted) => wanted === undefined || !equal(wanted)),
    [asked.Gt, asked.GreaterThan].every((than) => than === undefined || some((value) => Number(value) > than)),
    [asked.Gte, asked.GreaterThanOrEqual].every((than) => than === undefined || some((value) => Number(value) >= than)),
    [asked.Lt, asked.LessThan].every((than) => than === undefined || some((value) => Number(value) < than)),
    [asked.Lte, asked.LessThanOrEqual].every((than) => than === undefined || some((value) => Number(value) <= than)),
    asked.Matches === undefined || like(asked.Matches),
    asked.NotMatches === undefined || !like(asked.NotMatches),
  ].every(Boolean);
}

const forms: Readonly<Record<AttributeKind, (value: unknown) => string | number>> = {
  text: String,
  boolean: String,
  number: Number,
  time: (value) => (Number.isNaN(Number(value)) ? Date.parse(String(value)) : Number(value)),
};

function at(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => at(one, path));
  const [name, ...rest] = path;
  if (name === undefined) return value === undefined ? [] : [value];
  if (!isJsonObject(value)) return [];
  const key = Object.keys(value).find((one) => one.toLowerCase() === name);
  return key === undefined ? [] : at(value[key], rest);
}

/** Wildcards by trying every way to split the text. */
function wild(text: string, pattern: string): boolean {
  const [letters, signs] = [Array.from(text), Array.from(pattern)];
  const from = (at: number, sign: number): boolean => {
    if (sign === signs.length) return at === letters.length;
    if (signs[sign] === '*')
      return letters.slice(at).some((_, skip) => from(at + skip, sign + 1)) || from(letters.length, sign + 1);
    return at < letters.length && (signs[sign] === '?' || signs[sign] === letters[at]) && from(at + 1, sign + 1);
  };
  return from(0, 0);
}

const texts = [
  ['resource.accessKeyDetails.userName', ...users],
  ['service.action.awsApiCallAction.remoteIpDetails.ipAddressV4', ...addresses],
  ['service.action.awsApiCallAction.api', 'CreateUser', 'GetObject'],
  ['service.action.awsApiCallAction.errorCode', 'AccessDenied'],
  ['resource.s3BucketDetails.name', 'bucket-1', 'bucket-3'],
  ['resource.instanceDetails.networkInterfaces.networkInterfaceId', 'eni-0', 'eni-1'],
  ['resource.resourceType', 'AccessKey', 'Instance'],
  ['accountId', '111122223333', '444455556666'],
  ['type', 'Stealth:IAMUser/X'],
  ['service.additionalInfo.sample', 'true'],
  ['service.archived', 'true', 'false'],
  ['service.userFeedback', 'USEFUL'],
  ['service.ServiceName', 'guardduty'],
] as const;
const numbers = [
  ['severity', 1, 2, 5, 8, 9],
  ['service.count', 1, 2],
  ['updatedAt', Date.parse('2026-03-11T12:00:05Z'), Date.parse('2026-03-11T12:00:10Z')],
  ['service.eventLastSeen', Date.parse('2026-03-10T12:00:05Z')],
  ['service.action.networkConnectionAction.localPortDetails.port', 22, 3389, 23],
] as const;

const wildcards = ['ta*', '*a?o', '203.0.113.*', '?', '*', '*[r]*', 'bucket-?', '%', '_', 'ユー*', 'CREATE*'];
const some = <T>(...values: readonly T[]) => fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });

const ofText = fc.constantFrom(...texts).chain(([attribute, ...values]) => {
  const matched = ['service.archived', 'service.additionalInfo.sample'].includes(attribute)
    ? {}
    : { Matches: some(...wildcards), NotMatches: some(...wildcards) };
  const named = {
    Eq: some<string>(...values, 'x'),
    Equals: some<string>(...values),
    Neq: some<string>(...values),
    NotEquals: some<string>(...values, 'x'),
  };
  return one(attribute, { ...named, ...matched });
});
const ofNumber = fc.constantFrom(...numbers).chain(([attribute, ...values]) => {
  const number = fc.constantFrom<number>(...values);
  const named = {
    Gt: number,
    GreaterThan: number,
    Gte: number,
    GreaterThanOrEqual: number,
    Lt: number,
    LessThan: number,
  };
  const listed = some<string>(...values.map(String), 'none', '5.0');
  return one(attribute, { ...named, Lte: number, LessThanOrEqual: number, Eq: listed, NotEquals: listed });
});
/** A condition with one or two comparisons. */
const one = (attribute: string, operators: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<[string, Asked]> =>
  fc
    .subarray(Object.keys(operators), { minLength: 1, maxLength: 2 })
    .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, operators[name] ?? fc.constant(0)]))))
    .map((asked): [string, Asked] => [attribute, asked]);

const criteria = fc.array(fc.oneof(ofText, ofNumber), { minLength: 1, maxLength: 3 });

function suite(open: () => Promise<RoomUnderTest>): void {
  let room: RoomUnderTest;
  beforeAll(async () => {
    room = await open();
    await filled(room);
  });
  afterAll(() => room[Symbol.asyncDispose]());
  const scope = () =>
    scopeOf(detectorIdOf({ account: administrator.account, region: 'us-east-1' }), callBy(administrator), room.context);

  async function all(): Promise<Finding[]> {
    const { ids } = await idsAfter(
      fitting(await scope(), [], room.context.store),
      await sorting(undefined, room.context.store),
      { limit: 100 },
    );
    return readFindings(ids, await scope(), room.context);
  }

  test('SQL, the filters and a naive reading of the whole JSON agree on every criterion', async () => {
    const [kinds, findings, seen] = [await attributeKinds(), await all(), await scope()];
    expect(findings).toHaveLength(32);
    await fc.assert(
      fc.asyncProperty(criteria, async (given) => {
        const Criterion = Object.fromEntries(given);
        const conditions = conditionsOf({ Criterion }, kinds);
        const rows = await fitting(seen, conditions, room.context.store).select('f.id as id').execute();
        const naive = findings.filter((finding) =>
          Object.entries(Criterion).every(([name, asked]) =>
            fits(finding, name, asked, kinds.get(name.toLowerCase()) ?? 'text'),
          ),
        );
        const ids = naive.map(({ Id }) => Id ?? '').toSorted();
        expect(rows.map(({ id }) => id).toSorted()).toEqual(ids);
        const held = findings.filter((finding) => holdsAll(conditions, valuesOf({ ...finding }, kinds)));
        expect(held.map(({ Id }) => Id ?? '').toSorted()).toEqual(ids);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    'severity',
    'updatedAt',
    'accountId',
    'resource.accessKeyDetails.userName',
    'service.action.networkConnectionAction.remotePortDetails.port',
    'service.archived',
  ])('pages sorted by %s hold every finding once, in order, those without a value last', async (AttributeName) => {
    const [findings, seen, kinds] = [await all(), await scope(), await attributeKinds()];
    for (const OrderBy of ['ASC', 'DESC'] as const) {
      const order = await sorting({ AttributeName, OrderBy }, room.context.store);
      const listed: string[] = [];
      let after: Position | undefined;
      do {
        const page = await idsAfter(fitting(seen, [], room.context.store), order, { after, limit: 7 });
        listed.push(...page.ids);
        after = page.next;
      } while (after !== undefined);
      expect(listed.toSorted()).toEqual(findings.map(({ Id }) => Id ?? '').toSorted());
      const byId = new Map(
        findings.map((finding) => [finding.Id, valuesOf({ ...finding }, kinds)[AttributeName.toLowerCase()]?.[0]]),
      );
      const values = listed.map((id) => byId.get(id));
      const told = values.filter((value) => value !== undefined);
      expect(values.slice(0, told.length)).toEqual(told);
      const sign = OrderBy === 'ASC' ? 1 : -1;
      for (const [index, value] of told.slice(1).entries())
        expect((told[index] ?? 0) <= value ? 1 : -1).toBe((told[index] ?? 0) === value ? 1 : sign);
    }
  });
}

describe('Criteria on SQLite', () => suite(() => openRoom()));

await describeOnPostgres('Criteria on PostgreSQL', (server) => suite(async () => openRoom(await server.emptied())));

test.each([
  [{ nonsense: { Eq: ['a'] } }, /attribute nonsense, which findings do not have/],
  [{ title: { Eq: ['a'] } }, /attribute title/],
  [{ type: { Gte: 3 } }, /Gte cannot be asked of the attribute type, which is a text/],
  [{ severity: { Matches: ['8*'] } }, /Matches cannot be asked of the attribute severity/],
  [{ type: {} }, /ask nothing of the attribute type/],
  [{ type: { Eq: [] } }, /has 0 values/],
  [{ type: { Eq: Array.from({ length: 51 }, () => 'x') } }, /has 51 values/],
])('criteria that mean nothing are refused by name: %j', async (Criterion: Record<string, Asked>, message) => {
  const kinds = await attributeKinds();
  expect(() => conditionsOf({ Criterion }, kinds)).toThrow(
    expect.objectContaining({ type: 'BadRequestException', message: expect.stringMatching(message) }),
  );
});
