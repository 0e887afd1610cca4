import { z } from 'zod';

/** Something that a call touched, as CloudTrail tells it. */
export interface Touched {
  readonly ResourceType?: string;
  readonly ResourceName: string;
}

/** Parameters of calls that name a resource, and the type that CloudTrail gives it. Source: CloudFormation's resource types. */
const parameters: Readonly<Record<string, string>> = {
  bucketName: 'AWS::S3::Bucket',
  userName: 'AWS::IAM::User',
  roleName: 'AWS::IAM::Role',
  groupName: 'AWS::IAM::Group',
  policyArn: 'AWS::IAM::Policy',
  instanceProfileName: 'AWS::IAM::InstanceProfile',
  roleArn: 'AWS::IAM::Role',
  functionName: 'AWS::Lambda::Function',
  secretId: 'AWS::SecretsManager::Secret',
  keyId: 'AWS::KMS::Key',
  trailName: 'AWS::CloudTrail::Trail',
  topicArn: 'AWS::SNS::Topic',
  queueUrl: 'AWS::SQS::Queue',
  tableName: 'AWS::DynamoDB::Table',
  instanceId: 'AWS::EC2::Instance',
  groupId: 'AWS::EC2::SecurityGroup',
  volumeId: 'AWS::EC2::Volume',
  snapshotId: 'AWS::EC2::Snapshot',
  imageId: 'AWS::EC2::Ami',
  subnetId: 'AWS::EC2::Subnet',
  vpcId: 'AWS::EC2::VPC',
  keyName: 'AWS::EC2::KeyPair',
  dBInstanceIdentifier: 'AWS::RDS::DBInstance',
  dBSnapshotIdentifier: 'AWS::RDS::DBSnapshot',
  stackName: 'AWS::CloudFormation::Stack',
  detectorId: 'AWS::GuardDuty::Detector',
};

const Listed = z.object({ ARN: z.string().optional(), arn: z.string().optional(), type: z.string().optional() });
const Record = z.object({
  resources: z.array(Listed).nullish().catch(undefined),
  requestParameters: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/** What the event of this JSON text touched: the resources that it lists, and those that its parameters name. */
export function touchedBy(written: string): Touched[] {
  const { resources, requestParameters } = Record.parse(JSON.parse(written));
  const listed = (resources ?? []).flatMap(({ ARN, arn, type }) => {
    const ResourceName = ARN ?? arn;
    return ResourceName === undefined ? [] : [{ ...(type === undefined ? {} : { ResourceType: type }), ResourceName }];
  });
  const named = Object.entries(parameters).flatMap(([parameter, ResourceType]) => {
    const value = requestParameters?.[parameter];
    return typeof value === 'string' && value !== '' ? [{ ResourceType, ResourceName: value }] : [];
  });
  return [...listed, ...named];
}

const parametersOf = (type: string): string[] =>
  Object.entries(parameters)
    .filter(([, known]) => known === type)
    .map(([parameter]) => parameter);

const listed = (field: string, value: string): string =>
  `arrayExists(one -> JSONExtractString(one, '${field}') = {${value}:String}, JSONExtractArrayRaw(raw, 'resources'))`;
const parameter = (name: string): string => `JSONExtractString(raw, 'requestParameters', '${name}')`;

/** The condition, over column `raw`, that an event touched something of this name; `value` names the query's parameter. */
export const touchedName = (value: string): string => {
  const given = Object.keys(parameters).map((name) => `${parameter(name)} = {${value}:String}`);
  const anywhere = [listed('ARN', value), listed('arn', value), ...given].join(' OR ');
  // Most events do not even hold the text, which is found much faster than JSON is read.
  return `position(raw, {${value}:String}) > 0 AND (${anywhere})`;
};

/** The condition that an event touched something of `type`. */
export const touchedType = (value: string, type: string): string =>
  [listed('type', value), ...parametersOf(type).map((name) => `${parameter(name)} != ''`)].join(' OR ');
