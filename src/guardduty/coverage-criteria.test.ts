// Opens no lake.
import type {
  CoverageFilterCondition,
  CoverageFilterCriterion,
  CoverageFilterCriterionKey,
  CoverageResource,
} from '@aws-sdk/client-guardduty';
import { expect, test } from 'vitest';
import { covered, sortedCoverage } from './coverage-criteria.ts';

const machine: CoverageResource = {
  ResourceId: 'i-1',
  AccountId: '111122223333',
  CoverageStatus: 'HEALTHY',
  ResourceDetails: { ResourceType: 'EC2', Ec2InstanceDetails: { InstanceId: 'i-1', ManagementType: 'AUTO_MANAGED' } },
};
const cluster: CoverageResource = {
  ResourceId: 'arn:aws:eks:us-east-1:222233334444:cluster/shop',
  AccountId: '222233334444',
  CoverageStatus: 'UNHEALTHY',
  ResourceDetails: { ResourceType: 'EKS', EksClusterDetails: { ClusterName: 'shop', ManagementType: 'MANUAL' } },
};
const tasks: CoverageResource = {
  ResourceId: 'arn:aws:ecs:us-east-1:111122223333:cluster/jobs',
  AccountId: '111122223333',
  ResourceDetails: { ResourceType: 'ECS', EcsClusterDetails: { ClusterName: 'jobs' } },
};
const all = [machine, cluster, tasks];

const those = (CriterionKey: CoverageFilterCriterionKey, FilterCondition: CoverageFilterCondition) =>
  covered(all, { FilterCriterion: [{ CriterionKey, FilterCondition }] });

test('without criteria everything fits', () => {
  expect(covered(all, undefined)).toEqual(all);
  expect(covered(all, {})).toEqual(all);
});

test.each<[CoverageFilterCriterionKey, string, CoverageResource[]]>([
  ['ACCOUNT_ID', '111122223333', [machine, tasks]],
  ['RESOURCE_TYPE', 'EKS', [cluster]],
  ['COVERAGE_STATUS', 'HEALTHY', [machine]],
  ['MANAGEMENT_TYPE', 'AUTO_MANAGED', [machine]],
  ['MANAGEMENT_TYPE', 'MANUAL', [cluster]],
  ['INSTANCE_ID', 'i-1', [machine]],
  ['CLUSTER_NAME', 'jobs', [tasks]],
  ['CLUSTER_NAME', 'shop', [cluster]],
  ['EKS_CLUSTER_NAME', 'jobs', []],
  ['ECS_CLUSTER_NAME', 'jobs', [tasks]],
  ['CLUSTER_ARN', 'arn:aws:eks:us-east-1:222233334444:cluster/shop', [cluster]],
  ['CLUSTER_ARN', 'i-1', []],
  ['AGENT_VERSION', '1', []],
])('%s is compared: %s', (key, value, fitting) => {
  expect(those(key, { Equals: ['nothing like it', value] })).toEqual(fitting);
  expect(those(key, { NotEquals: [value] })).toEqual(all.filter((one) => !fitting.includes(one)));
});

test('several criteria hold together', () => {
  const FilterCriterion: CoverageFilterCriterion[] = [
    { CriterionKey: 'ACCOUNT_ID', FilterCondition: { Equals: ['111122223333'] } },
    { CriterionKey: 'RESOURCE_TYPE', FilterCondition: { NotEquals: ['EC2'] } },
  ];
  expect(covered(all, { FilterCriterion })).toEqual([tasks]);
});

test.each([{}, { Equals: ['a'], NotEquals: ['b'] }])('a criterion that says %j is refused', (condition) => {
  expect(() => those('ACCOUNT_ID', condition)).toThrow('either equals or notEquals');
});

test('a key that there is not is refused', () => {
  expect(() => covered(all, { FilterCriterion: [{ FilterCondition: { Equals: ['a'] } }] })).toThrow('criterionKey');
});

test('what is sorted comes by account, unless asked otherwise', () => {
  expect(sortedCoverage([cluster, machine, tasks], undefined)).toEqual([machine, tasks, cluster]);
  const sorted = sortedCoverage(all, { AttributeName: 'ACCOUNT_ID', OrderBy: 'DESC' });
  expect(sorted).toEqual([cluster, machine, tasks]);
});

test('what does not have the attribute comes last in either order', () => {
  const names = (OrderBy: 'ASC' | 'DESC') => sortedCoverage(all, { AttributeName: 'CLUSTER_NAME', OrderBy });
  expect(names('ASC')).toEqual([tasks, cluster, machine]);
  expect(names('DESC')).toEqual([cluster, tasks, machine]);
});
