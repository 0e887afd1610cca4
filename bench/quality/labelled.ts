import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Judge } from '#detect';
import { data, verdict, type Fields } from './judged.ts';

/** One labelled test of data/panther: an event, and whether the public rule it belongs to must match it. */
const LabelledTest = z.object({
  rule_id: z.string(),
  logtype: z.string().nullable(),
  test_name: z.string(),
  expected: z.boolean(),
  analysis_type: z.string(),
  threshold: z.number().nullish(),
  event: z.record(z.string(), z.unknown()),
});
type LabelledTest = z.infer<typeof LabelledTest>;

/** What became of the labelled tests: how many were asked, and those that were answered wrong, each as a line. */
export interface Answers {
  readonly mustMatch: number;
  readonly missed: readonly string[];
  readonly mustNot: number;
  readonly fired: readonly string[];
  /** Wrongly fired, but the same event must match by another public rule: the labels contradict each other. */
  readonly contradicted: readonly string[];
  /** Why tests were not asked, and how many for each reason. */
  readonly excluded: ReadonlyMap<string, number>;
}

/** Public names of logs, and the source of Yagura that reads them. */
const sourceOf: Readonly<Record<string, string>> = {
  'AWS.CloudTrail': 'cloudtrail',
  'AWS.VPCDns': 'route53resolver',
  'AWS.WAFWebACL': 'waf',
  'AWS.ALB': 'alb',
  'AWS.S3ServerAccess': 's3access',
};

const ownList = 'the verdict comes from a list of that company (accounts, roles, resolvers, images, requesters)';
const threatList = 'the verdict comes from a threat feed that the event was enriched with';

/** Tests of one event that no rule can answer from the event. */
const beyondTheEvent: Readonly<Record<string, string>> = {
  'AWS.ECR.CRUD': ownList,
  'AWS.ECR.EVENTS': ownList,
  'AWS.LAMBDA.CRUD': ownList,
  'AWS.CloudTrail.IAMAssumeRoleBlacklistIgnored': ownList,
  'AWS.S3.ServerAccess.UnknownRequester': ownList,
  'AWS.EC2.Vulnerable.XZ.Image.Launched': ownList,
  'Standard.OTX.MaliciousIndicator': threatList,
  'Standard.GreyNoiseV3.MaliciousIP': threatList,
  'Standard.SignInFromRogueState': threatList,
};

/** Tests whose answer is given by a stand-in for a lookup (when the user was made, who is allowed). */
const standIns = new Set([
  'No MFA Login - New User',
  'Security Configuration Changed - Allowlisted User',
  'Checking Against Subdomain IOC',
  'Checking Against Subdomain IOC Trailing Period',
]);

/** Answers the labelled tests by what own rules make findings of; undefined where the tests are not there. */
export function answers(judge: Judge): Answers | undefined {
  const file = join(data, 'panther', 'split_dev.jsonl');
  if (!existsSync(file)) return undefined;
  const tests = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => LabelledTest.parse(JSON.parse(line)));
  const excluded = new Map<string, number>();
  const asked = tests.filter((test) => {
    const reason = reasonToLeave(test);
    if (reason !== undefined) excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
    return reason === undefined;
  });
  const missed = asked.filter((test) => test.expected && firedBy(judge, test).length === 0);
  const fired = asked.filter((test) => !test.expected && firedBy(judge, test).length > 0);
  const wrong = (test: LabelledTest): string =>
    `${test.rule_id} | ${test.test_name} | ${firedBy(judge, test).join(', ') || '-'}`;
  return {
    mustMatch: asked.filter(({ expected }) => expected).length,
    missed: missed.map(wrong),
    mustNot: asked.filter(({ expected }) => !expected).length,
    fired: fired.filter((test) => !mustMatchElsewhere(test, tests)).map(wrong),
    contradicted: fired.filter((test) => mustMatchElsewhere(test, tests)).map(wrong),
    excluded,
  };
}

function reasonToLeave(test: LabelledTest): string | undefined {
  if (test.analysis_type !== 'rule') return 'a query over many events on a schedule';
  if (test.logtype === 'AWS.VPCFlow') return 'flow records are judged in windows over the lake, not one by one';
  if (!Object.hasOwn(sourceOf, test.logtype ?? '')) return `no log that Yagura reads: ${test.logtype ?? 'none'}`;
  if ((test.threshold ?? 1) > 1) return 'about many events: the public rule counts before it tells';
  if (standIns.has(test.test_name)) return 'the verdict comes from a stand-in for a lookup';
  return beyondTheEvent[test.rule_id];
}

const firedBy = (judge: Judge, { logtype, event }: LabelledTest): readonly string[] =>
  verdict(judge, sourceOf[logtype ?? ''] ?? '', asLogged(event)).findings;

/** Some tests spell the outer names in lower case, which CloudTrail never does. */
function asLogged(event: Fields): Fields {
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [spellings[name] ?? name, value]));
}

const spellings: Readonly<Record<string, string>> = Object.fromEntries(
  'awsRegion errorCode eventCategory eventID eventName eventSource eventTime eventType userIdentity'
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

/** Whether the same kind of event, with the same outcome, must match by another rule's label. */
function mustMatchElsewhere(test: LabelledTest, tests: readonly LabelledTest[]): boolean {
  return tests.some((other) => other.expected && other.rule_id !== test.rule_id && kindOf(other) === kindOf(test));
}

const kindOf = ({ logtype, event }: LabelledTest): string =>
  JSON.stringify([
    logtype,
    event['eventName'],
    event['errorCode'],
    event['responseElements'] !== null && at(event, 'responseElements', 'ConsoleLogin'),
    at(event, 'additionalEventData', 'MFAUsed'),
    event['terminatingRuleId'],
  ]);

function at(event: Fields, outer: string, inner: string): unknown {
  const part = event[outer];
  return typeof part === 'object' && part !== null
    ? Object.entries(part).find(([name]) => name === inner)?.[1]
    : undefined;
}
