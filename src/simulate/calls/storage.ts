import { accounts, buckets, keyArn, regions, secretArn, secrets, tableArn, tables } from '../company.ts';
import type { JsonObject } from '../caller.ts';
import { asks, type Ground, type MakeCall } from './parts.ts';

/** Buckets, tables, keys and secrets. */
export const storageCalls = {
  's3:ListBuckets': ({ region }) => ({ request: { Host: `s3.${region}.amazonaws.com` } }),
  's3:GetBucketLocation': bucketQuestion('location'),
  's3:GetBucketAcl': bucketQuestion('acl'),
  's3:GetBucketPolicy': bucketQuestion('policy'),
  's3:GetBucketPolicyStatus': bucketQuestion('policyStatus'),
  's3:GetBucketVersioning': bucketQuestion('versioning'),
  's3:GetBucketLogging': bucketQuestion('logging'),
  's3:GetBucketEncryption': bucketQuestion('encryption'),
  's3:GetBucketLifecycle': bucketQuestion('lifecycle'),
  's3:GetBucketTagging': bucketQuestion('tagging'),
  's3:GetBucketPublicAccessBlock': bucketQuestion('publicAccessBlock'),
  's3:ListObjects': ({ account, random }) => {
    const bucketName = bucketIn(account, random.below(97));
    return onBucket(account, bucketName, { 'list-type': '2', prefix: '', 'encoding-type': 'url' }, true);
  },
  's3:GetObject photos': ({ account, random }) =>
    s3Object(account, buckets.photos, `original/${random.hex(12)}.jpg`, { out: random.between(60_000, 900_000) }),
  's3:PutObject photos': ({ account, random }) =>
    s3Object(account, buckets.photos, `small/${random.hex(12)}.webp`, { in: random.between(9_000, 60_000) }),
  's3:PutObject invoices': ({ account, random }) =>
    s3Object(account, buckets.invoices, `pdf/${random.between(100_000, 999_999)}.pdf`, {
      in: random.between(30_000, 90_000),
    }),
  's3:PutObject exports': ({ account, random }) =>
    s3Object(account, buckets.exports, exportKey(random.below(400)), { in: random.between(200_000, 4_000_000) }),
  's3:GetObject exports': ({ account, random }) =>
    s3Object(account, buckets.exports, exportKey(random.below(400)), { out: random.between(200_000, 4_000_000) }),
  's3:GetObject logs': ({ account, random }) =>
    s3Object(account, buckets.logs, `AWSLogs/${accounts.production.id}/CloudTrail/${random.hex(16)}.json.gz`, {
      out: random.between(20_000, 300_000),
    }),
  's3:GetObject artifacts': ({ account, random }) =>
    s3Object(account, buckets.artifacts, `release/${random.hex(8)}.tar.gz`, {
      out: random.between(900_000, 9_000_000),
    }),
  's3:GetObject rehearsal': ({ account, random }) =>
    s3Object(account, buckets.rehearsal, `samples/${random.hex(8)}.parquet`, { out: random.between(90_000, 900_000) }),
  'dynamodb:ListTables': asks({}),
  'dynamodb:DescribeTable': tableCall({}, false),
  'dynamodb:GetItem': tableCall({ key: { id: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, consistentRead: false }),
  'dynamodb:Query': tableCall({ keyConditionExpression: 'HIDDEN_DUE_TO_SECURITY_REASONS', limit: 50 }),
  'dynamodb:PutItem': tableCall({ key: { id: 'HIDDEN_DUE_TO_SECURITY_REASONS' } }),
  'dynamodb:UpdateItem': tableCall({ key: { id: 'HIDDEN_DUE_TO_SECURITY_REASONS' } }),
  'kms:ListKeys': asks({ limit: 1000 }),
  'kms:ListAliases': asks({ limit: 100 }),
  'kms:DescribeKey': keyCall({}),
  'kms:GetKeyRotationStatus': keyCall({}),
  'kms:Decrypt': keyCall({ encryptionAlgorithm: 'SYMMETRIC_DEFAULT' }),
  'kms:GenerateDataKey': keyCall({ keySpec: 'AES_256' }),
  'secretsmanager:ListSecrets': asks({ maxResults: 100 }),
  'secretsmanager:DescribeSecret': ({ account, random }) => ({
    request: { secretId: secretArn(account, random.pick(secrets)) },
  }),
  'secretsmanager:GetSecretValue': ({ account, random }) => ({
    request: { secretId: secretArn(account, random.pick(secrets)) },
  }),
} satisfies Record<string, MakeCall>;

export const exportKey = (index: number): string => `customers/2026/part-${String(index).padStart(5, '0')}.csv.gz`;

export const s3Host = (bucket: string, region: string = regions.main): string => `${bucket}.s3.${region}.amazonaws.com`;

/** A call on one object: a data event, with the bytes that went in or out. */
export function s3Object(
  account: string,
  bucketName: string,
  key: string,
  size: { in?: number; out?: number; more?: JsonObject },
): ReturnType<MakeCall> {
  return {
    request: { bucketName, Host: s3Host(bucketName), key, ...size.more },
    data: true,
    additional: { bytesTransferredIn: size.in ?? 0, bytesTransferredOut: size.out ?? 0, SSEApplied: 'SSE_KMS' },
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucketName}/${key}` },
      bucketResource(account, bucketName),
    ],
  };
}

export const bucketResource = (accountId: string, bucketName: string): JsonObject => ({
  accountId,
  type: 'AWS::S3::Bucket',
  ARN: `arn:aws:s3:::${bucketName}`,
});

/** A call on a bucket as a whole. */
export const onBucket = (
  account: string,
  bucketName: string,
  more: JsonObject,
  data = false,
): ReturnType<MakeCall> => ({
  request: { bucketName, Host: s3Host(bucketName), ...more },
  resources: [bucketResource(account, bucketName)],
  data,
});

function bucketQuestion(aspect: string): MakeCall {
  return ({ account, random }) => onBucket(account, bucketIn(account, random.below(97)), { [aspect]: '' });
}

const bucketsOf: Readonly<Record<string, readonly string[]>> = {
  [accounts.production.id]: [buckets.photos, buckets.exports, buckets.invoices, buckets.artifacts],
  [accounts.staging.id]: [buckets.rehearsal],
  [accounts.security.id]: [buckets.logs],
};

/** One of the buckets of an account. */
export function bucketIn(account: string, index: number): string {
  const own = bucketsOf[account] ?? [`tanuki-bento-${account.slice(0, 4)}-scratch`];
  return own[index % own.length] ?? '';
}

function tableCall(more: JsonObject, data = true): MakeCall {
  return ({ account, random }) => {
    const tableName = random.pick(tables);
    const resources = [{ accountId: account, type: 'AWS::DynamoDB::Table', ARN: tableArn(account, tableName) }];
    return { request: { tableName, ...more }, data, ...(data && { resources }) };
  };
}

function keyCall(more: JsonObject): MakeCall {
  return (ground: Ground) => {
    const name = ground.random.pick(['orders', 'secrets', 'storage']);
    const ARN = keyArn(ground.account, name);
    return { request: { keyId: ARN, ...more }, resources: [{ accountId: ground.account, type: 'AWS::KMS::Key', ARN }] };
  };
}
