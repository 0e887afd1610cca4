import type { Text } from '#kernel';
import { resourceId, stableUuid, uniqueId } from './aws-names.ts';

/** A small company that delivers lunch boxes to offices. Nothing of it exists. */
export const company = {
  name: 'Tanuki Bento',
  domain: 'tanuki-bento.example',
  about: {
    en: 'A fictional company of twelve people that delivers lunch boxes to offices in Tokyo and Osaka.',
    ja: '東京と大阪のオフィスにお弁当を届ける、12 人の架空の会社です。',
  } satisfies Text,
} as const;

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly use: string;
}

/** The accounts; ids are the ones that AWS uses in its own documents. */
export const accounts = {
  management: { id: '111122223333', name: 'tanuki-management', use: 'Organization, billing, Identity Center' },
  production: { id: '222233334444', name: 'tanuki-production', use: 'The shop: orders, kitchen, delivery' },
  staging: { id: '333344445555', name: 'tanuki-staging', use: 'The shop before release' },
  security: { id: '444455556666', name: 'tanuki-security', use: 'Log archive and audit' },
  sandbox: { id: '555566667777', name: 'tanuki-sandbox', use: 'Trying things out' },
} as const satisfies Record<string, Account>;
export type AccountName = keyof typeof accounts;
export const accountNames = ['management', 'production', 'staging', 'security', 'sandbox'] as const;

/** Accounts that are not the company's. */
export const outsideAccounts = { monitoring: '888899990000', attacker: '666677778888' } as const;

export const regions = { main: 'ap-northeast-1', global: 'us-east-1', recovery: 'ap-northeast-3' } as const;

export interface Role {
  readonly account: string;
  readonly name: string;
  readonly arn: string;
  readonly id: string;
}

/** A role by account and name; its unique id depends on its ARN alone. */
export function role(account: string, name: string, path = '/'): Role {
  const arn = `arn:aws:iam::${account}:role${path}${name}`;
  return { account, name, arn, id: uniqueId('AROA', arn) };
}

/** The role that Identity Center keeps in an account for a permission set. */
export function permissionSetRole(account: string, permissionSet: string): Role {
  const suffix = resourceId('x', `${account}/${permissionSet}`).slice(-16);
  return role(account, `AWSReservedSSO_${permissionSet}_${suffix}`, `/aws-reserved/sso.amazonaws.com/${regions.main}/`);
}

/** The role that an AWS service made for itself. */
export const serviceRole = (account: string, service: string, name: string): Role =>
  role(account, name, `/aws-service-role/${service}.amazonaws.com/`);

const { management, production, security, staging } = accounts;

export const buckets = {
  photos: 'tanuki-bento-menu-photos',
  exports: 'tanuki-bento-customer-exports',
  invoices: 'tanuki-bento-invoices',
  artifacts: 'tanuki-bento-build-artifacts',
  logs: 'tanuki-bento-log-archive',
  rehearsal: 'tanuki-bento-staging-data',
} as const;

/** The trails of CloudTrail. The organization's own one cannot be stopped from a member account. */
export const trails = {
  organization: `arn:aws:cloudtrail:${regions.main}:${management.id}:trail/organization-trail`,
  production: `arn:aws:cloudtrail:${regions.main}:${production.id}:trail/production-audit`,
} as const;

export const secrets = ['prod/orders/database', 'prod/payments/api-key', 'prod/mail/smtp', 'prod/delivery/maps-token'];
export const tables = ['orders', 'carts', 'menus', 'deliveries'];
export const cluster = 'bento';

export const secretArn = (account: string, name: string): string =>
  `arn:aws:secretsmanager:${regions.main}:${account}:secret:${name}-${resourceId('x', name).slice(-6)}`;
export const keyArn = (account: string, name: string): string =>
  `arn:aws:kms:${regions.main}:${account}:key/${stableUuid(`${account}/${name}`)}`;
export const tableArn = (account: string, name: string): string =>
  `arn:aws:dynamodb:${regions.main}:${account}:table/${name}`;

/** Functions and container services that run all day, with what they touch. */
export interface Workload {
  readonly name: string;
  readonly on: 'lambda' | 'ecs-tasks';
  readonly account: string;
  readonly role: Role;
  /** Language of its SDK. */
  readonly sdk: 'python' | 'node' | 'java';
  /** Calls an hour at full demand, by call. */
  readonly calls: readonly (readonly [call: string, weight: number])[];
  readonly pace: number;
}

const lambda = (account: string, name: string): Role => role(account, `${name}-function`, '/service-role/');

export const workloads: readonly Workload[] = [
  {
    name: 'orders-api',
    on: 'ecs-tasks',
    account: production.id,
    role: role(production.id, 'orders-api-task'),
    sdk: 'node',
    pace: 34,
    calls: [
      ['dynamodb:PutItem', 6],
      ['dynamodb:UpdateItem', 4],
      ['kms:Decrypt', 4],
      ['kms:GenerateDataKey', 2],
      ['secretsmanager:GetSecretValue', 1],
    ],
  },
  {
    name: 'kitchen-board',
    on: 'ecs-tasks',
    account: production.id,
    role: role(production.id, 'kitchen-board-task'),
    sdk: 'java',
    pace: 18,
    calls: [
      ['dynamodb:GetItem', 5],
      ['kms:Decrypt', 3],
      ['secretsmanager:GetSecretValue', 1],
    ],
  },
  {
    name: 'invoice-pdf',
    on: 'lambda',
    account: production.id,
    role: lambda(production.id, 'invoice-pdf'),
    sdk: 'python',
    pace: 16,
    calls: [
      ['s3:PutObject invoices', 5],
      ['kms:GenerateDataKey', 3],
      ['logs:CreateLogStream', 2],
    ],
  },
  {
    name: 'photo-resize',
    on: 'lambda',
    account: production.id,
    role: lambda(production.id, 'photo-resize'),
    sdk: 'node',
    pace: 12,
    calls: [
      ['s3:GetObject photos', 4],
      ['s3:PutObject photos', 4],
      ['logs:CreateLogStream', 2],
    ],
  },
  {
    name: 'customer-export',
    on: 'lambda',
    account: production.id,
    role: lambda(production.id, 'customer-export'),
    sdk: 'python',
    pace: 5,
    calls: [
      ['s3:PutObject exports', 3],
      ['s3:GetObject exports', 1],
      ['kms:GenerateDataKey', 2],
      ['secretsmanager:GetSecretValue', 1],
    ],
  },
  {
    name: 'orders-api',
    on: 'ecs-tasks',
    account: staging.id,
    role: role(staging.id, 'orders-api-task'),
    sdk: 'node',
    pace: 6,
    calls: [
      ['dynamodb:PutItem', 3],
      ['kms:Decrypt', 2],
      ['logs:CreateLogStream', 1],
    ],
  },
  {
    name: 'log-index',
    on: 'lambda',
    account: security.id,
    role: lambda(security.id, 'log-index'),
    sdk: 'python',
    pace: 8,
    calls: [
      ['s3:GetObject logs', 5],
      ['kms:Decrypt', 3],
    ],
  },
];
