import { resourceId } from '../aws-names.ts';
import { cluster, workloads } from '../company.ts';
import { asks, type Ground, type MakeCall } from './parts.ts';

const services = ['orders-api', 'kitchen-board', 'delivery-planner'];
const functions = [...new Set(workloads.filter(({ on }) => on === 'lambda').map(({ name }) => name))];

const serviceArn = ({ account, region }: Ground, name: string): string =>
  `arn:aws:ecs:${region}:${account}:service/${cluster}/${name}`;

/** EC2, containers, functions, and what deploys them. */
export const computeCalls = {
  'ec2:DescribeInstances': asks({ maxResults: 1000, instancesSet: {}, filterSet: {} }),
  'ec2:DescribeInstanceStatus': asks({ instancesSet: {}, filterSet: {}, includeAllInstances: true, maxResults: 1000 }),
  'ec2:DescribeInstanceTypes': asks({ DescribeInstanceTypesRequest: { MaxResults: 100 } }),
  'ec2:DescribeTags': asks({
    maxResults: 1000,
    filterSet: { items: [{ name: 'resource-type', valueSet: { items: [{ value: 'instance' }] } }] },
  }),
  'ec2:DescribeAddresses': asks({ publicIpsSet: {}, filterSet: {}, allocationIdsSet: {} }),
  'ec2:DescribeVolumes': asks({ maxResults: 500, volumeSet: {}, filterSet: {} }),
  'ec2:DescribeSnapshots': ({ account }) => ({
    request: {
      maxResults: 1000,
      snapshotSet: {},
      ownersSet: { items: [{ owner: account }] },
      filterSet: {},
      sharedUsersSet: {},
    },
  }),
  'ec2:DescribeImages': asks({
    executableBySet: {},
    imagesSet: {},
    ownersSet: { items: [{ owner: 'self' }] },
    filterSet: {},
  }),
  'ec2:DescribeRegions': asks({ regionSet: {} }),
  'ec2:DescribeSecurityGroups': asks({ maxResults: 1000, securityGroupSet: {}, securityGroupIdSet: {}, filterSet: {} }),
  'ec2:DescribeNetworkInterfaces': asks({ networkInterfaceIdSet: {}, filterSet: {}, maxResults: 1000 }),
  'ec2:DescribeVpcs': asks({ vpcSet: {}, filterSet: {} }),
  'ec2:DescribeSubnets': asks({ subnetSet: {}, filterSet: {} }),
  'ec2:DescribeRouteTables': asks({ routeTableIdSet: {}, filterSet: {} }),
  'ec2:DescribeNatGateways': asks({ DescribeNatGatewaysRequest: '' }),
  'ec2:DescribeFlowLogs': asks({ DescribeFlowLogsRequest: '' }),
  'ec2:DescribeKeyPairs': asks({ keySet: {}, filterSet: {} }),
  'ec2:DescribeLaunchTemplates': asks({ DescribeLaunchTemplatesRequest: '' }),
  'ec2:GetEbsEncryptionByDefault': asks({ GetEbsEncryptionByDefaultRequest: '' }),
  'ec2:CreateTags': ({ account, random }) => ({
    request: {
      resourcesSet: { items: [{ resourceId: resourceId('eni', `${account}/${random.below(40)}`) }] },
      tagSet: { items: [{ key: 'team', value: random.pick(['platform', 'orders', 'kitchen']) }] },
    },
    response: { _return: true },
  }),
  'autoscaling:DescribeAutoScalingGroups': asks({ maxRecords: 100 }),
  'autoscaling:DescribeScalingActivities': asks({ autoScalingGroupName: 'orders-web', maxRecords: 100 }),
  'elasticloadbalancing:DescribeLoadBalancers': asks({ pageSize: 400 }),
  'elasticloadbalancing:DescribeTargetGroups': asks({ pageSize: 400 }),
  'elasticloadbalancing:DescribeTargetHealth': ({ account, region }) => ({
    request: {
      targetGroupArn: `arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/orders-web/6d0ecf831eec9f09`,
    },
  }),
  'ecs:ListClusters': asks({ maxResults: 100 }),
  'ecs:DescribeClusters': asks({ clusters: [cluster], include: ['STATISTICS'] }),
  'ecs:ListServices': asks({ cluster, maxResults: 100 }),
  'ecs:DescribeServices': () => ({ request: { cluster, services } }),
  'ecs:ListTasks': ({ random }) => ({ request: { cluster, serviceName: random.pick(services) } }),
  'ecs:DescribeTasks': ({ account, region, random }) => ({
    request: { cluster, tasks: [`arn:aws:ecs:${region}:${account}:task/${cluster}/${random.hex(32)}`] },
  }),
  'ecs:DescribeTaskDefinition': ({ random }) => ({
    request: { taskDefinition: `${random.pick(services)}:${random.between(118, 160)}`, include: ['TAGS'] },
  }),
  'ecs:UpdateService': (ground) => {
    const service = ground.random.pick(services);
    return {
      request: { cluster, service, forceNewDeployment: true },
      response: {
        service: {
          serviceArn: serviceArn(ground, service),
          serviceName: service,
          status: 'ACTIVE',
          desiredCount: 3,
          runningCount: 3,
          launchType: 'FARGATE',
        },
      },
    };
  },
  'lambda:ListFunctions20150331': asks({ maxItems: 50 }),
  'lambda:GetFunction20150331v2': ({ random }) => ({ request: { functionName: random.pick(functions) } }),
  'lambda:GetPolicy20150331v2': ({ random }) => ({ request: { functionName: random.pick(functions) } }),
  'lambda:ListEventSourceMappings20150331': ({ random }) => ({ request: { functionName: random.pick(functions) } }),
  'lambda:GetAccountSettings20160819': asks(),
  'cloudformation:DescribeStacks': asks({ stackName: 'orders' }),
  'cloudformation:ListStacks': asks({ stackStatusFilter: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] }),
  'cloudformation:DescribeStackEvents': asks({ stackName: 'orders' }),
  'rds:DescribeDBInstances': asks({ maxRecords: 100 }),
  'rds:DescribeDBClusters': asks({ maxRecords: 100 }),
  'rds:DescribeDBSnapshots': asks({ includeShared: false, includePublic: false }),
  'rds:DescribeEvents': asks({ sourceType: 'db-instance', duration: 1440 }),
} satisfies Record<string, MakeCall>;
