import type { GuardDutyContext } from './context.ts';
import type { Scope } from './detectors.ts';
import { accountOfEvent, eventsSeen } from './events-seen.ts';

/** An instance or a cluster that the logs speak of. Times are milliseconds since 1970 in UTC. */
export interface Workload {
  readonly kind: 'EC2' | 'ECS' | 'EKS';
  readonly account: string;
  /** An instance's id, a cluster's name. */
  readonly name: string;
  /** `t3.micro`; empty where its launch was not seen. */
  readonly instanceType: string;
  /** When a call last spoke of it; 0 for never. */
  readonly told: number;
  /** When its own flows or queries were last seen; 0 for never. */
  readonly seen: number;
}

/** Every workload that a detector's logs speak of, but those that were last heard of as they were taken away. */
export async function workloads(scope: Scope, { lake, ...home }: WorkloadContext): Promise<Workload[]> {
  const { where, params } = eventsSeen(scope, home);
  return lake.rows<Workload>(
    `SELECT kind, whose AS account, what AS name, max(size) AS instanceType,
       toUnixTimestamp64Milli(maxIf(at, NOT own AND NOT gone)) AS told, toUnixTimestamp64Milli(maxIf(at, own)) AS seen
     FROM (${[flows(where), launches(where), clusters(where)].join(' UNION ALL ')})
     WHERE what <> '' GROUP BY kind, whose, what
     HAVING greatest(told, seen) > toUnixTimestamp64Milli(maxIf(at, gone))
     ORDER BY account, name, kind`,
    params,
  );
}

type WorkloadContext = Pick<GuardDutyContext, 'lake' | 'homeAccount' | 'homeRegion'>;

/** Instances that flows and queries name. */
const flows = (where: string): string =>
  ['network_activity', 'dns_activity']
    .map(
      (table) =>
        `SELECT 'EC2' AS kind, ${accountOfEvent} AS whose, toString(instance) AS what, '' AS size,
           true AS own, false AS gone, max(time) AS at
         FROM ${table} WHERE ${where} AND instance <> '' GROUP BY whose, what`,
    )
    .join(' UNION ALL ');

/** Instances that were started and ended, as CloudTrail's answers list them. */
const launches = (where: string): string =>
  `SELECT 'EC2', ${accountOfEvent}, JSONExtractString(item, 'instanceId'), JSONExtractString(item, 'instanceType'),
     false, action = 'TerminateInstances', time
   FROM api_activity
   ARRAY JOIN JSONExtractArrayRaw(raw, 'responseElements', 'instancesSet', 'items') AS item
   WHERE ${where} AND service = 'ec2.amazonaws.com' AND error = ''
     AND action IN ('RunInstances', 'StartInstances', 'TerminateInstances')`;

const named = (member: string): string => `JSONExtractString(raw, 'requestParameters', '${member}')`;

/** Clusters that calls name: by name, or by an ARN that ends with it. */
const clusters = (where: string): string =>
  `SELECT if(service = 'eks.amazonaws.com', 'EKS', 'ECS'), ${accountOfEvent},
     splitByChar('/', multiIf(${named('clusterName')} <> '', ${named('clusterName')},
       ${named('cluster')} <> '', ${named('cluster')},
       service = 'eks.amazonaws.com' AND action LIKE '%Cluster', ${named('name')}, ''))[-1],
     '', false, action = 'DeleteCluster', time
   FROM api_activity
   WHERE ${where} AND service IN ('ecs.amazonaws.com', 'eks.amazonaws.com') AND error = ''`;
