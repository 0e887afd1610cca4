import { isIP } from 'node:net';
import type { AccessKeyDetails, InstanceDetails, Resource, S3BucketDetail, VpcConfig } from '@aws-sdk/client-guardduty';
import { isSequence } from '#findings';
import { isJsonObject } from '#kernel';
import type { Seen } from './action.ts';
import { connectionOf } from './connection.ts';
import { textAt, textsAt, valueAt, type Fields } from './event-fields.ts';
import { known } from './known.ts';

/** What was acted on, or with: the details that the event tells, and the type that the finding's type says. */
export function resourceOf(seen: Seen): Resource {
  const details = (detailsOf[seen.table] ?? nothing)(seen);
  return { ResourceType: resourceTypeOf(seen.type, details), ...details };
}

type Details = Omit<Resource, 'ResourceType'>;

const nothing = (): Details => ({});

const detailsOf: Readonly<Record<string, (seen: Seen) => Details>> = {
  api_activity: ({ event }) =>
    known<Details>({
      AccessKeyDetails: accessKeyDetails(event),
      S3BucketDetails: bucketDetails(textAt(event, 'requestParameters.bucketName'), event),
      InstanceDetails: instanceOfCall(event),
      LambdaDetails: lambdaDetails(event),
      RdsDbInstanceDetails: databaseDetails(event),
    }) ?? {},
  network_activity: ({ event }) => known<Details>({ InstanceDetails: instanceOfFlow(event) }) ?? {},
  dns_activity: ({ event }) => known<Details>({ InstanceDetails: instanceOfQuery(event) }) ?? {},
  http_activity: ({ event }) =>
    known<Details>({ S3BucketDetails: bucketDetails(textAt(event, 'bucket'), event) }) ?? {},
};

/** What GuardDuty calls each resource, the second word of the types (`Recon:EC2/Portscan`) and its details. */
const kinds: readonly { readonly type: string; readonly word: string; readonly details: keyof Details }[] = [
  { type: 'AccessKey', word: 'IAMUser', details: 'AccessKeyDetails' },
  { type: 'Instance', word: 'EC2', details: 'InstanceDetails' },
  { type: 'S3Bucket', word: 'S3', details: 'S3BucketDetails' },
  { type: 'Lambda', word: 'Lambda', details: 'LambdaDetails' },
  { type: 'RDSDBInstance', word: 'RDS', details: 'RdsDbInstanceDetails' },
];

/** What the type names where its details are there; what is known instead where they are not. */
function resourceTypeOf(type: string, details: Details): string {
  if (isSequence(type)) return 'AttackSequence';
  const word = /:(\w+)\//.exec(type)?.[1];
  const told = kinds.filter((kind) => details[kind.details] !== undefined);
  const kind = told.find((one) => one.word === word) ?? told[0] ?? kinds.find((one) => one.word === word);
  return kind?.type ?? 'AccessKey';
}

/** `UserIdentity` is CloudTrail's; GuardDuty's filters look into it, though its answers do not show it. */
function accessKeyDetails(event: Fields): (AccessKeyDetails & { UserIdentity?: Fields | undefined }) | undefined {
  const identity = valueAt(event, 'userIdentity');
  if (!isJsonObject(identity)) return undefined;
  return known({
    AccessKeyId: textAt(identity, 'accessKeyId'),
    PrincipalId: textAt(identity, 'principalId'),
    UserName: textAt(identity, 'userName', 'sessionContext.sessionIssuer.userName'),
    UserType: textAt(identity, 'type'),
    UserIdentity: identity,
  });
}

function bucketDetails(name: string, event: Fields): S3BucketDetail[] | undefined {
  if (name === '') return undefined;
  const key = textAt(event, 'requestParameters.key', 'key');
  const object = known({ Key: key, ObjectArn: key === '' ? '' : `arn:aws:s3:::${name}/${key}` });
  const bucket = { Name: name, Arn: `arn:aws:s3:::${name}`, Type: 'Destination' };
  return [object === undefined ? bucket : { ...bucket, S3ObjectDetails: [object] }];
}

/** The function that a call is about: what was asked, and what making or changing it answered. */
function lambdaDetails(event: Fields): Resource['LambdaDetails'] {
  const [asked, answer] = [textAt(event, 'requestParameters.functionName'), 'responseElements'];
  const arn = textAt(event, `${answer}.functionArn`) || (asked.startsWith('arn:') ? asked : '');
  const name = textAt(event, `${answer}.functionName`) || (asked.startsWith('arn:') ? asked.split(':')[6] : asked);
  if (asked === '' || !textAt(event, 'eventSource').startsWith('lambda.')) return undefined;
  const modified = Date.parse(textAt(event, `${answer}.lastModified`));
  const vpc = valueAt(event, `${answer}.vpcConfig`);
  return known({
    FunctionArn: arn,
    FunctionName: name,
    FunctionVersion: textAt(event, `${answer}.version`),
    Description: textAt(event, `${answer}.description`),
    Role: textAt(event, `${answer}.role`),
    RevisionId: textAt(event, `${answer}.revisionId`),
    LastModifiedAt: Number.isNaN(modified) ? undefined : new Date(modified),
    VpcConfig: isJsonObject(vpc) ? vpcConfig(vpc) : undefined,
  });
}

const vpcConfig = (vpc: Fields): VpcConfig | undefined =>
  known<VpcConfig>({
    VpcId: textAt(vpc, 'vpcId'),
    SubnetIds: textsAt(vpc, 'subnetIds'),
    SecurityGroups: textsAt(vpc, 'securityGroupIds').map((GroupId) => ({ GroupId })),
  });

function databaseDetails(event: Fields): Resource['RdsDbInstanceDetails'] {
  const [request, answer] = ['requestParameters', 'responseElements'];
  return known({
    DbInstanceIdentifier: textAt(event, `${request}.dBInstanceIdentifier`, `${answer}.dBInstanceIdentifier`),
    DbClusterIdentifier: textAt(event, `${request}.dBClusterIdentifier`, `${answer}.dBClusterIdentifier`),
    DbInstanceArn: textAt(event, `${answer}.dBInstanceArn`),
    DbiResourceId: textAt(event, `${answer}.dbiResourceId`),
    Engine: textAt(event, `${answer}.engine`),
    EngineVersion: textAt(event, `${answer}.engineVersion`),
  });
}

/** The instance that a call is about, or else the one whose role makes it: its session bears the instance's id. */
function instanceOfCall(event: Fields): InstanceDetails | undefined {
  const request = 'requestParameters';
  const about = textAt(
    event,
    `${request}.instanceId`,
    `${request}.instancesSet.items.0.instanceId`,
    'responseElements.instancesSet.items.0.instanceId',
    `${request}.target`,
  );
  const session = textAt(event, 'userIdentity.arn').split('/').at(-1) ?? '';
  const id = [about, session].find((text) => /^m?i-[0-9a-f]{8,17}$/.test(text)) ?? '';
  return known<InstanceDetails>({
    InstanceId: id,
    ImageId: id === '' ? '' : textAt(event, `${request}.instancesSet.items.0.imageId`),
    InstanceType: id === '' ? '' : textAt(event, `${request}.instanceType`),
  });
}

function instanceOfFlow(event: Fields): InstanceDetails | undefined {
  const networkInterface = known({
    NetworkInterfaceId: textAt(event, 'interface-id'),
    ...ownAddress(connectionOf(event).local.address),
    SubnetId: textAt(event, 'subnet-id'),
    VpcId: textAt(event, 'vpc-id'),
  });
  return known<InstanceDetails>({
    InstanceId: textAt(event, 'instance-id'),
    AvailabilityZone: textAt(event, 'az-id'),
    NetworkInterfaces: networkInterface && [networkInterface],
  });
}

function instanceOfQuery(event: Fields): InstanceDetails | undefined {
  const networkInterface = known({
    ...ownAddress(textAt(event, 'srcaddr')),
    VpcId: textAt(event, 'vpc_id'),
  });
  return known<InstanceDetails>({
    InstanceId: textAt(event, 'srcids.instance'),
    NetworkInterfaces: networkInterface && [networkInterface],
  });
}

const ownAddress = (address: string) =>
  isIP(address) === 6 ? { Ipv6Addresses: [address] } : { PrivateIpAddress: address };
