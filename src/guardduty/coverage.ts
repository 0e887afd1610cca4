import type { CoverageResource } from '@aws-sdk/client-guardduty';
import type { Language, Text } from '#kernel';
import { detectorIdOf } from './finding.ts';
import type { Workload } from './workloads.ts';

/** A log that says nothing of an instance for this long, while it speaks of others, does not cover it. */
const silence = 24 * 3600_000;

/**
 * How well each workload is covered: an instance is, when its own flows or DNS queries arrive. GuardDuty's agents do
 * not report here, so that nothing within a cluster is seen.
 */
export function coverage(
  workloads: readonly Workload[],
  { region, language }: { readonly region: string; readonly language: Language },
): CoverageResource[] {
  const newest = new Map<string, number>();
  for (const { account, seen } of workloads) newest.set(account, Math.max(newest.get(account) ?? 0, seen));
  return workloads.map((workload) => {
    const { kind, account, name, told, seen } = workload;
    const issue = issueOf(workload, newest.get(account) ?? 0);
    return {
      ResourceId: kind === 'EC2' ? name : `arn:aws:${kind.toLowerCase()}:${region}:${account}:cluster/${name}`,
      DetectorId: detectorIdOf({ account, region }),
      AccountId: account,
      ResourceDetails: { ResourceType: kind, ...detailsOf(workload) },
      CoverageStatus: issue === undefined ? 'HEALTHY' : 'UNHEALTHY',
      ...(issue === undefined ? {} : { Issue: issue[language] }),
      UpdatedAt: new Date(Math.max(told, seen)),
    };
  });
}

function detailsOf({ kind, name, instanceType }: Workload): NonNullable<CoverageResource['ResourceDetails']> {
  if (kind === 'EKS') return { EksClusterDetails: { ClusterName: name, ManagementType: 'DISABLED' } };
  if (kind === 'ECS') return { EcsClusterDetails: { ClusterName: name } };
  const type = instanceType === '' ? {} : { InstanceType: instanceType };
  return { Ec2InstanceDetails: { InstanceId: name, ...type, ManagementType: 'DISABLED' } };
}

function issueOf({ kind, seen }: Workload, newest: number): Text | undefined {
  if (kind !== 'EC2') return issues.cluster;
  if (seen === 0) return issues.never;
  return seen < newest - silence ? issues.silent : undefined;
}

const issues = {
  cluster: {
    en: 'What happens inside this cluster is not seen: Yagura reads the calls about it alone.',
    ja: 'クラスター内部の動作は見えていません。Yagura が読むのはクラスターに対する API 呼び出しだけです。',
  },
  never: {
    en: 'No flow log and no DNS query log names this instance. Log the flows of its VPC with the field instance-id, and its DNS queries.',
    ja: 'このインスタンスはフローログにも DNS クエリログにも現れていません。VPC のフローログに instance-id を加え、DNS クエリログも有効にしてください。',
  },
  silent: {
    en: 'Nothing has been logged of this instance for a day, while other instances of the account were. It may be stopped.',
    ja: '同じアカウントの他のインスタンスは記録されているのに、このインスタンスの記録が 1 日途絶えています。停止中の可能性があります。',
  },
} as const satisfies Record<string, Text>;
