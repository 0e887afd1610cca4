import { measuredOf, type Finding } from '#findings';
import type { Text } from '#kernel';
import type { Lake } from '#lake';
import type { Answers } from './answers.ts';

/** Who handed out a key, as the log has it. */
export type Handover = Omit<Answers['who']['lineage'][number], 'said'>;

/** What else the actor did, as numbers. */
export interface Activity {
  readonly calls: number;
  readonly denied: number;
  readonly services: number;
  readonly addresses: number;
}

/** Whose calls are counted. */
type About = Pick<Finding, 'principal' | 'resource' | 'account'>;

/** How often a call was made. A dry run (of EC2) did nothing, and was not refused either: it is in neither. */
type Tries = Pick<Answers['next'][number], 'seen' | 'refused'>;

/** What is known around a finding beyond its own events. Times are milliseconds since 1970 in UTC. */
export interface Surroundings {
  /** Who handed out the key that was used at that time, and who handed out theirs; oldest first. */
  lineage(accessKey: string, usedAt: number): Promise<Handover[]>;
  activity(principal: string, from: number, to: number): Promise<Activity>;
  /** What the newest window of a finding measured; empty for a finding of single events. */
  measured(finding: string): Promise<Text>;
  /**
   * How often each of these calls (`service:Action`) was made since then, and how often AWS refused it: by the principal
   * or by the IAM user that the finding is about, for whoever makes a user goes on under its name.
   */
  calls(about: About, calls: readonly string[], since: number): Promise<ReadonlyMap<string, Tries>>;
}

const longestChain = 10; // role chaining ends in practice after a few; a loop in forged logs must end too

/** The surroundings as the lake knows them. */
export function lakeSurroundings(lake: Lake): Surroundings {
  return {
    lineage: (accessKey, usedAt) => lineage(accessKey, usedAt, lake),
    activity: (principal, from, to) => activity(principal, { from, to }, lake),
    measured: (finding) => measuredOf(finding, lake),
    calls: (about, calls, since) =>
      calls.length === 0 ? Promise.resolve(new Map()) : counted(about, calls, since, lake),
  };
}

/** Nothing is known: what `detect` has, which keeps no data. */
export const noSurroundings: Surroundings = {
  lineage: () => Promise.resolve([]),
  activity: () => Promise.resolve({ calls: 0, denied: 0, services: 0, addresses: 0 }),
  measured: () => Promise.resolve({ en: '', ja: '' }),
  calls: () => Promise.resolve(new Map()),
};

interface LinkRow {
  readonly milliseconds: string;
  readonly principal: string;
  readonly action: string;
  readonly access_key: string;
  readonly address: string;
  readonly id: string;
}

async function lineage(accessKey: string, usedAt: number, lake: Lake): Promise<Handover[]> {
  const chain: Handover[] = [];
  const walked = new Set<string>();
  let key = accessKey;
  let until = usedAt;
  while (key !== '' && !walked.has(key) && chain.length < longestChain) {
    walked.add(key);
    const [row] = await lake.rows<LinkRow>(
      `SELECT toString(toUnixTimestamp64Milli(time)) AS milliseconds, if(session_arn != '', session_arn, principal) AS principal,
              toString(action) AS action, access_key, address, id
       FROM api_activity WHERE issued_key = {key:String} AND time <= fromUnixTimestamp64Milli({until:Int64}) ORDER BY time LIMIT 1`,
      { key, until },
    );
    if (row === undefined) break;
    until = Number(row.milliseconds);
    chain.unshift({
      time: new Date(until).toISOString(),
      principal: row.principal,
      action: row.action,
      accessKey: key,
      address: row.address,
      eventId: row.id,
      askedWith: row.access_key,
    });
    key = row.access_key;
  }
  return chain;
}

async function activity(principal: string, span: { from: number; to: number }, lake: Lake): Promise<Activity> {
  const [row] = await lake.rows<Record<keyof Activity, string>>(
    `SELECT toString(count()) AS calls, toString(countIf(error != '')) AS denied,
            toString(uniq(service)) AS services, toString(uniq(address)) AS addresses
     FROM api_activity WHERE principal = {principal:String}
       AND time BETWEEN fromUnixTimestamp64Milli({from:Int64}) AND fromUnixTimestamp64Milli({to:Int64})`,
    { principal, ...span },
  );
  return {
    calls: Number(row?.calls ?? 0),
    denied: Number(row?.denied ?? 0),
    services: Number(row?.services ?? 0),
    addresses: Number(row?.addresses ?? 0),
  };
}

async function counted(
  { principal, resource, account }: About,
  calls: readonly string[],
  since: number,
  lake: Lake,
): Promise<Map<string, Tries>> {
  const rows = await lake.rows<{ call: string; seen: string; refused: string }>(
    `SELECT concat(replaceRegexpOne(service, '[.]amazonaws[.]com([.]cn)?$', ''), ':', replaceRegexpOne(action, '(19|20)[0-9]{6}(v[0-9]+)?$', '')) AS call,
            toString(countIf(error = '')) AS seen,
            toString(countIf(error != '' AND NOT endsWith(error, 'DryRunOperation'))) AS refused
     FROM api_activity WHERE time >= fromUnixTimestamp64Milli({since:Int64}) AND (principal = {principal:String}
       OR principal_type = 'IAMUser' AND user_name = {resource:String} AND principal_account = {account:String})
     GROUP BY call HAVING call IN {calls:Array(String)}`, // as callName of attack has it
    { principal, resource, account, since, calls },
  );
  return new Map(rows.map(({ call, seen, refused }) => [call, { seen: Number(seen), refused: Number(refused) }]));
}
