import type {
  CoverageFilterCriteria,
  CoverageFilterCriterion,
  CoverageFilterCriterionKey,
  CoverageResource,
  CoverageSortCriteria,
  CoverageSortKey,
} from '@aws-sdk/client-guardduty';
import { refused } from './guardduty.ts';
import { oneOf } from './one-of.ts';

/** The resources that fit every criterion. Throws for a key that there is not, or a criterion without a condition. */
export function covered(
  resources: readonly CoverageResource[],
  criteria: CoverageFilterCriteria | undefined,
): CoverageResource[] {
  const fits = (criteria?.FilterCriterion ?? []).map(criterion);
  return resources.filter((resource) => fits.every((fit) => fit(resource)));
}

function criterion({ CriterionKey, FilterCondition = {} }: CoverageFilterCriterion) {
  const told = keys[oneOf('filterCriterion.criterionKey', filterKeys, CriterionKey ?? '')];
  const { Equals, NotEquals } = FilterCondition;
  if ((Equals === undefined) === (NotEquals === undefined))
    throw refused('each of the parameters filterCriterion must say either equals or notEquals');
  return (resource: CoverageResource): boolean => {
    const value = told(resource) ?? '';
    return Equals?.includes(value) ?? NotEquals?.includes(value) === false;
  };
}

/** In the order asked for, or by account. What does not have the attribute comes last. */
export function sortedCoverage(
  resources: readonly CoverageResource[],
  sort: CoverageSortCriteria | undefined,
): CoverageResource[] {
  const told = keys[oneOf('sortCriteria.attributeName', sortKeys, sort?.AttributeName ?? 'ACCOUNT_ID')];
  const sign = oneOf('sortCriteria.orderBy', ['ASC', 'DESC'], sort?.OrderBy ?? 'ASC') === 'ASC' ? 1 : -1;
  return resources.toSorted((one, other) => {
    const [first, second] = [told(one), told(other)];
    if (first === second) return 0;
    if (first === undefined || second === undefined) return first === undefined ? 1 : -1;
    return first < second ? -sign : sign;
  });
}

type Told = (resource: CoverageResource) => string | undefined;

const clusterName: Told = ({ ResourceDetails }) =>
  ResourceDetails?.EksClusterDetails?.ClusterName ?? ResourceDetails?.EcsClusterDetails?.ClusterName;
const unknown: Told = () => undefined; // there are no agents and no add-ons that could have a version

/** What each key of filters and of sorting looks at. Source: `CoverageFilterCriterionKey` and `CoverageSortKey`. */
const keys: Readonly<Record<CoverageFilterCriterionKey | CoverageSortKey, Told>> = {
  ACCOUNT_ID: ({ AccountId }) => AccountId,
  RESOURCE_TYPE: ({ ResourceDetails }) => ResourceDetails?.ResourceType,
  COVERAGE_STATUS: ({ CoverageStatus }) => CoverageStatus,
  MANAGEMENT_TYPE: ({ ResourceDetails }) =>
    ResourceDetails?.Ec2InstanceDetails?.ManagementType ?? ResourceDetails?.EksClusterDetails?.ManagementType,
  INSTANCE_ID: ({ ResourceDetails }) => ResourceDetails?.Ec2InstanceDetails?.InstanceId,
  CLUSTER_NAME: clusterName,
  EKS_CLUSTER_NAME: ({ ResourceDetails }) => ResourceDetails?.EksClusterDetails?.ClusterName,
  ECS_CLUSTER_NAME: ({ ResourceDetails }) => ResourceDetails?.EcsClusterDetails?.ClusterName,
  CLUSTER_ARN: ({ ResourceId }) => (ResourceId?.startsWith('arn:') === true ? ResourceId : undefined),
  ADDON_VERSION: unknown,
  AGENT_VERSION: unknown,
  ISSUE: ({ Issue }) => Issue,
  UPDATED_AT: ({ UpdatedAt }) => UpdatedAt?.toISOString(),
};

const filterKeys: readonly CoverageFilterCriterionKey[] = [
  'ACCOUNT_ID',
  'ADDON_VERSION',
  'AGENT_VERSION',
  'CLUSTER_ARN',
  'CLUSTER_NAME',
  'COVERAGE_STATUS',
  'ECS_CLUSTER_NAME',
  'EKS_CLUSTER_NAME',
  'INSTANCE_ID',
  'MANAGEMENT_TYPE',
  'RESOURCE_TYPE',
];
const sortKeys: readonly CoverageSortKey[] = [
  'ACCOUNT_ID',
  'ADDON_VERSION',
  'CLUSTER_NAME',
  'COVERAGE_STATUS',
  'ECS_CLUSTER_NAME',
  'EKS_CLUSTER_NAME',
  'INSTANCE_ID',
  'ISSUE',
  'UPDATED_AT',
];
