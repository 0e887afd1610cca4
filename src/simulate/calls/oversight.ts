import { accounts, trails } from '../company.ts';
import { asks, type MakeCall } from './parts.ts';

const groups = ['/ecs/orders-api', '/ecs/kitchen-board', '/aws/lambda/invoice-pdf', '/aws/lambda/photo-resize'];
const shopRoles = ['orders-web-instance', 'orders-api-task', 'kitchen-board-task', 'deploy'];

/** Identities, logs, alarms, trails, costs. */
export const oversightCalls = {
  'iam:ListUsers': asks({ maxItems: 1000 }),
  'iam:ListRoles': asks({ maxItems: 1000 }),
  'iam:ListPolicies': asks({ scope: 'Local', onlyAttached: false, maxItems: 1000 }),
  'iam:ListGroups': asks({ maxItems: 1000 }),
  'iam:ListAccountAliases': asks(),
  'iam:ListMFADevices': asks({ userName: 'invoice-sync' }),
  'iam:ListAccessKeys': asks({ userName: 'invoice-sync' }),
  'iam:GetRole': ({ random }) => ({ request: { roleName: random.pick(shopRoles) } }),
  'iam:ListAttachedRolePolicies': ({ random }) => ({ request: { roleName: random.pick(shopRoles) } }),
  'iam:ListRolePolicies': ({ random }) => ({ request: { roleName: random.pick(shopRoles) } }),
  'iam:GetAccountSummary': asks(),
  'iam:GetAccountPasswordPolicy': asks(),
  'iam:GenerateCredentialReport': () => ({ request: null, response: { state: 'STARTED' }, readOnly: true }),
  'iam:GetCredentialReport': asks(),
  'sts:GetCallerIdentity': asks(),
  'logs:DescribeLogGroups': asks({ limit: 50 }),
  'logs:DescribeLogStreams': ({ random }) => ({
    request: { logGroupName: random.pick(groups), orderBy: 'LastEventTime', descending: true },
  }),
  'logs:FilterLogEvents': ({ random }) => ({ request: { logGroupName: random.pick(groups), limit: 100 } }),
  'logs:StartQuery': ({ random }) => ({
    request: {
      logGroupName: random.pick(groups),
      queryString: 'fields @timestamp, @message | sort @timestamp desc | limit 200',
    },
    response: { queryId: random.uuid() },
  }),
  'logs:GetQueryResults': ({ random }) => ({ request: { queryId: random.uuid() } }),
  'logs:CreateLogStream': ({ random }) => ({
    request: { logGroupName: random.pick(groups), logStreamName: `${random.hex(8)}/[$LATEST]${random.hex(32)}` },
  }),
  'monitoring:DescribeAlarms': asks({ maxRecords: 100 }),
  'monitoring:ListMetrics': asks({ namespace: 'AWS/ECS' }),
  'monitoring:GetMetricData': asks({ maxDatapoints: 5000 }),
  'monitoring:ListDashboards': asks({}),
  'cloudtrail:DescribeTrails': asks({ includeShadowTrails: true, trailNameList: [] }),
  'cloudtrail:GetTrailStatus': ({ account }) => ({
    request: { name: account === accounts.production.id ? trails.production : trails.organization },
  }),
  'cloudtrail:LookupEvents': asks({ maxResults: 50 }),
  'cloudtrail:GetEventSelectors': () => ({ request: { trailName: trails.organization } }),
  'guardduty:ListDetectors': asks({}),
  'securityhub:GetFindings': asks({ maxResults: 100 }),
  'config:DescribeConfigurationRecorders': asks({}),
  'config:DescribeConfigRules': asks({}),
  'access-analyzer:ListAnalyzers': asks({ type: 'ACCOUNT' }),
  'organizations:DescribeOrganization': asks(),
  'organizations:ListAccounts': asks({}),
  'ce:GetCostAndUsage': asks({
    granularity: 'DAILY',
    metrics: ['UnblendedCost'],
    groupBy: [{ type: 'DIMENSION', key: 'SERVICE' }],
  }),
  'ce:GetCostForecast': asks({ granularity: 'MONTHLY', metric: 'UNBLENDED_COST' }),
  'budgets:ViewBudget': asks({ maxResults: 100 }),
  'ssm:DescribeParameters': asks({ maxResults: 50 }),
  'ssm:GetParametersByPath': asks({ path: '/orders/', recursive: true, withDecryption: false }),
  'ssm:DescribeInstanceInformation': asks({ maxResults: 50 }),
  'servicequotas:ListServiceQuotas': asks({ serviceCode: 'ec2' }),
  'athena:StartQueryExecution': ({ random }) => ({
    request: { queryString: 'HIDDEN_DUE_TO_SECURITY_REASONS', workGroup: 'figures' },
    response: { queryExecutionId: random.uuid() },
    readOnly: false,
  }),
  'athena:GetQueryExecution': ({ random }) => ({ request: { queryExecutionId: random.uuid() } }),
  'glue:GetTables': asks({ databaseName: 'orders_lake' }),
} satisfies Record<string, MakeCall>;
