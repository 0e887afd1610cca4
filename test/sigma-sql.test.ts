import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { yamlFiles } from '#kernel';
import { openLake, type Lake, type LakeTable } from '#lake';
import {
  correlateAll,
  correlationSql,
  parseRules,
  ruleSet,
  ruleToSql,
  type Alert,
  type Correlation,
  type Hit,
  type Rule,
} from '#sigma';

/** The SQL that rules and correlations become, against the predicates and the evaluator in memory as oracles. */

const data = '../shared/data';
const time = { name: 'time', type: "DateTime64(3, 'UTC')" };
const text = (name: string): { name: string; type: string } => ({ name, type: 'String' });
const events: LakeTable = {
  name: 'sigma_events',
  columns: [time, { name: 'place', type: 'UInt32' }, text('raw')],
  orderBy: ['time'],
  time: 'time',
};
const hits: LakeTable = {
  name: 'sigma_hits',
  columns: [time, text('run'), text('rule'), text('event_id'), text('raw')],
  orderBy: ['time'],
  time: 'time',
};

const folder = mkdtempSync(join(tmpdir(), 'yagura-sigma-'));
let lake: Lake;
beforeAll(async () => {
  lake = await openLake({ path: folder, memoryMegabytes: 1024, threads: 2 });
  await lake.migrate([events, hits]);
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

type Fields = Record<string, unknown>;

let batches = 0;

/** For each rule the places of the events that its SQL finds. */
async function foundBySql(rules: readonly Rule[], list: readonly Fields[]): Promise<number[][]> {
  const batch = Date.UTC(2026, 0, 1) + batches++;
  await lake.append(
    events,
    list.map((event, place) => ({ time: batch, place, raw: JSON.stringify(event) })),
  );
  const found: number[][] = [];
  for (let from = 0; from < rules.length; from += 40) {
    const columns = rules
      .slice(from, from + 40)
      .map((rule) => `groupArrayIf(place, ${ruleToSql(rule, { sqlFields: {}, raw: 'raw' })})`);
    const [row] = await lake.rows<{ found: number[][] }>(
      `SELECT [${columns.join(', ')}] AS found FROM sigma_events WHERE toUnixTimestamp64Milli(time) = ${batch}`,
    );
    found.push(...(row?.found ?? []).map((places) => places.map(Number).toSorted((one, other) => one - other)));
  }
  return found;
}

function foundByPredicate(rules: readonly Rule[], list: readonly Fields[]): number[][] {
  const set = ruleSet(rules, [{ name: 'log', logsources: [{ product: 'aws', service: 'cloudtrail' }], aliases: {} }]);
  const matched = list.map((event) => new Set(set.fullScan('log', event)));
  return rules.map((rule) => matched.flatMap((of, place) => (of.has(rule) ? [place] : [])));
}

describe('the SQL of a rule', () => {
  const line = z.object({ event: z.record(z.string(), z.unknown()) });
  const present = existsSync(join(data, 'sigma')) && existsSync(join(data, 'cloudtrail'));

  it.skipIf(!present)(
    'finds the events that the predicate matches, for every public rule on real events (skipped without ../shared/data)',
    async () => {
      const { rules } = parseRules(await yamlFiles(join(data, 'sigma')));
      const aws = rules.filter(({ logsource }) => logsource.product === 'aws');
      const list = readdirSync(join(data, 'cloudtrail'))
        .flatMap((name) =>
          gunzipSync(readFileSync(join(data, 'cloudtrail', name)))
            .toString()
            .split('\n'),
        )
        .filter((one) => one !== '')
        .map((one) => line.parse(JSON.parse(one)).event);
      const bySql = await foundBySql(aws, list);
      const byPredicate = foundByPredicate(aws, list);
      expect(
        aws.filter((_, place) => bySql[place]?.join() !== byPredicate[place]?.join()).map(({ title }) => title),
      ).toEqual([]);
      expect(byPredicate.flat().length).toBeGreaterThan(1000);
    },
  );

  const list: Fields[] = [
    { name: 'Alice', n: 5, flag: false, empty: '', nothing: null },
    { name: "O'Brien \\ % _ * ?", n: '7', flag: 'false' },
    { deep: { name: 'alice', list: [{ ip: '10.1.2.3' }, { ip: '2001:db8::1' }] } },
    { 'deep.name': 'ALICE', deep: { other: [] } },
    { deep: { list: [{ ip: '::ffff:10.9.9.9' }, { ip: 'no address' }] }, same: 'x', other: 'X' },
    { at: '2026-02-28T23:59:10Z', text: 'first\nsecond line', same: 'xy', other: 'y' },
    { at: 'yesterday', text: 'FIRST', command: 'tool \u2013flag /x', list: [1, null, 'two'] },
    { name: '\u00c9cole', object: { a: 'b', c: [1, 'd/e'] }, n: 1e3 },
  ];
  it.each([
    'name: alice',
    'name|cased: Alice',
    "name: 'O''Brien \\\\ % _ \\* \\?'",
    'name|contains: [rien, ali]',
    'name|startswith: "o\'b"',
    'name: "*\'?rien*"',
    'name: \u00e9cole',
    'n: 5',
    'n: 1000',
    'n|gte: 6',
    'n|lt: 6',
    'n|neq: 5',
    "flag: 'false'",
    'flag: false',
    "empty: ''",
    'nothing: null',
    'nothing|exists: true',
    'deep|exists: false',
    'deep.name: alice',
    'deep.other: null',
    'deep.other|exists: true',
    'deep.list.ip|cidr: 10.0.0.0/8',
    "deep.list.ip|cidr: '2001:db8::/32'",
    'deep.list|contains: db8',
    'at|hour: 23',
    'at|week: 9',
    'at|month|lte: 2',
    'text|re: "first.second"',
    'text|re|s: "first.second"',
    'text|re|m: "^second"',
    'text|re|i: "^fir"',
    'command|windash|contains: "-flag"',
    'same|fieldref: other',
    'same|fieldref|endswith: other',
    'same|cased|fieldref: other',
    'list: two',
    'list|contains|all: [1, two]',
    'object|contains: d/e',
    'object: "*"',
  ])('finds what the predicate matches: %s', async (selection) => {
    const { rules, problems } = parseRules([
      {
        file: 'x.yml',
        text: `title: x\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  selection:\n    ${selection}\n  condition: selection\n`,
      },
      {
        file: 'y.yml',
        text: `title: y\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  selection:\n    ${selection}\n  condition: not selection\n`,
      },
      {
        file: 'z.yml',
        text: `title: z\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  a_1:\n    ${selection}\n  a_2:\n    - alice\n    - "d/e"\n  a_3: { n: '*' }\n  condition: 2 of a_*\n`,
      },
    ]);
    expect(problems).toEqual([]);
    expect(await foundBySql(rules, list)).toEqual(foundByPredicate(rules, list));
  });

  it('finds the policies that the predicate finds to let somebody in', async () => {
    const own = '111122223333';
    const account = fc.constantFrom(own, '999988887777', 'arn:aws:iam::999988887777:root', `arn:aws-cn:sts::${own}:x`);
    const one = fc.oneof(account, fc.constantFrom('*', 'AIDA111122223333', ''));
    const principal = fc.oneof(
      one,
      fc.record(
        { AWS: fc.oneof(one, fc.array(one, { maxLength: 3 })), Service: fc.constant('s3.amazonaws.com') },
        { requiredKeys: [] },
      ),
    );
    const condition = fc.dictionary(
      fc.constantFrom('StringEquals', 'Bool', 'IpAddress'),
      fc.dictionary(
        fc.constantFrom('aws:PrincipalAccount', 'aws:SecureTransport', 'aws:SourceIp', 'aws:PrincipalOrgID'),
        fc.oneof(account, fc.constantFrom('true', true, '0.0.0.0/0', ['0.0.0.0/0'], ['10.0.0.0/8', '0.0.0.0/0'])),
      ),
    );
    const statement = fc.record(
      {
        Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
        Principal: principal,
        Condition: condition,
        NotPrincipal: fc.constant({ AWS: own }),
      },
      { requiredKeys: ['Effect', 'Principal'] },
    );
    const policy = fc.record({ Statement: fc.oneof(statement, fc.array(statement, { maxLength: 3 })) });
    const given = fc.sample(
      fc.oneof(
        policy,
        policy.map((written) => JSON.stringify(written, undefined, 1)),
        fc.constantFrom('', 'x', 5),
      ),
      { numRuns: 600, seed: 20261126 },
    );
    const rule = (selection: string): string =>
      `title: x\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  selection: { ${selection} }\n  condition: selection\n`;
    const { rules, problems } = parseRules([
      { file: 'x.yml', text: rule('policy|outsiders: account') },
      { file: 'y.yml', text: rule('policy|everyone: true') },
    ]);
    expect(problems).toEqual([]);
    const policies = given.map((written) => ({ account: own, policy: written }));
    const found = foundByPredicate(rules, policies);
    expect(found.map((places) => places.length > 50)).toEqual([true, true]);
    expect(await foundBySql(rules, policies)).toEqual(found);
  });
});

describe('the SQL of a correlation', () => {
  const names = ['one', 'two', 'three'];
  const hit = fc.record({
    rule: fc.constantFrom(...names),
    time: fc.integer({ min: 0, max: 15 }).map((second) => Date.UTC(2026, 0, 1) + second * 1000),
    eventId: fc.integer({ min: -5, max: 60 }).map((id) => (id < 0 ? '' : `e${id}`)),
    fields: fc.record(
      {
        who: fc.constantFrom('x', 'y', null),
        n: fc.constantFrom(1, 2, '3', 'none', null),
        'other.who': fc.constantFrom('x', 'y'),
      },
      { requiredKeys: [] },
    ),
  });
  const types = [
    'event_count, condition: { gte: 3 }',
    'event_count, condition: { gt: 1, lte: 4 }',
    'value_count, condition: { gte: 2, field: n }',
    'value_count, condition: { gte: 2, field: [n, who] }',
    'temporal',
    'temporal, condition: { gte: 2 }',
    'temporal_ordered',
    'value_sum, condition: { gt: 4, field: n }',
    'value_avg, condition: { lt: 2, field: n }',
    'value_percentile, condition: { lte: 25, field: n }',
    'value_percentile, condition: { gte: 2, field: n, percentile: 50 }',
  ];

  it.each(types)('gives the alerts that the evaluator in memory gives: %s', async (type) => {
    const correlations = correlationsOf(type);
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(hit, { minLength: 15, maxLength: 40, size: 'max' }), async (given) => {
        const alerts = correlateAll(correlations, given);
        seen += alerts.length;
        for (const correlation of correlations) {
          const mine = alerts.filter((alert) => alert.correlation === correlation.id).map(plainAlert);
          expect(await alertsBySql(correlation, correlations, given)).toEqual(sorted(mine));
        }
      }),
      { numRuns: 8, seed: 20261124 },
    );
    expect(seen).toBeGreaterThan(8); // else the two agree about nothing
  });

  function correlationsOf(type: string): Correlation[] {
    const rule = (id: string): string =>
      `---\ntitle: ${id}\nid: ${id}\nlogsource: { product: aws }\ndetection: { s: { a: b }, condition: s }\n`;
    const correlation = `title: c\nid: c\ncorrelation: { type: ${type}, rules: [one, two, three], group-by: [actor], timespan: 4s, aliases: { actor: { one: who, two: other.who, three: who } } }\n`;
    const outer =
      '---\ntitle: outer\nid: outer\ncorrelation: { type: temporal_ordered, rules: [c, one], group-by: [who], timespan: 10s }\n';
    const parsed = parseRules([{ file: 'c.yml', text: correlation + names.map(rule).join('') + outer }]);
    expect(parsed.problems).toEqual([]);
    return parsed.correlations;
  }

  interface PlainAlert {
    readonly group: readonly string[];
    readonly first: number;
    readonly last: number;
    readonly count: number;
    readonly eventIds: readonly string[];
  }

  const plainAlert = ({ group, first, last, count, eventIds }: Alert): PlainAlert => ({
    group: Object.values(group),
    first,
    last,
    count,
    eventIds,
  });
  const sorted = (alerts: readonly PlainAlert[]): PlainAlert[] =>
    alerts.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

  async function alertsBySql(
    correlation: Correlation,
    correlations: readonly Correlation[],
    given: readonly Hit[],
  ): Promise<PlainAlert[]> {
    const run = String(batches++);
    if (given.length > 0) {
      await lake.append(
        hits,
        given.map(({ rule, time, eventId, fields }) => ({
          time,
          run,
          rule,
          event_id: eventId,
          raw: JSON.stringify(fields),
        })),
      );
    }
    interface Row {
      readonly group_values: string[];
      readonly first: number;
      readonly last: number;
      readonly hits: number;
      readonly event_ids: string[];
    }
    const rows = await lake.rows<Row>(
      correlationSql(correlation, { hitsTable: 'sigma_hits', where: `run = '${run}'`, correlations }),
    );
    return sorted(
      rows.map((row) => ({
        group: row.group_values,
        first: Number(row.first),
        last: Number(row.last),
        count: Number(row.hits),
        eventIds: row.event_ids,
      })),
    );
  }
});
