import { at, firstText, isList, isObject, text, type JsonObject } from './json-value.ts';

/** The thing that a call was about: the ARN that CloudTrail names, else the most telling parameter; '' when none is. */
export function mainResource(record: JsonObject): string {
  return (
    listedArn(record['resources']) ||
    mostTelling(record['requestParameters'], requested) ||
    mostTelling(record['responseElements'], responded)
  );
}

function listedArn(listed: unknown): string {
  if (!isList(listed)) return '';
  for (const resource of listed) {
    const arn = firstText(at(resource, ['ARN']), at(resource, ['arn'])); // Lake has it in lower case
    if (arn !== '') return arn;
  }
  return '';
}

/** Calls have few parameters and the table many, so the parameters are looked up in the table. */
function mostTelling(parameters: unknown, table: Table): string {
  if (!isObject(parameters)) return '';
  let best = { rank: Number.POSITIVE_INFINITY, name: '' };
  for (const key of Object.keys(parameters)) {
    const entry = table.get(key);
    if (entry === undefined || entry.rank > best.rank) continue;
    const name = nameAt(parameters, entry.path);
    if (name !== '') best = { rank: entry.rank, name };
  }
  return best.name;
}

function nameAt(parameters: JsonObject, path: readonly string[]): string {
  const value = at(parameters, path);
  const name = text(isList(value) ? value[0] : value);
  const key = path[0] === 'bucketName' ? text(parameters['key']) : '';
  return name === '' || key === '' ? name : `${name}/${key}`;
}

type Table = ReadonlyMap<string, { readonly rank: number; readonly path: readonly string[] }>;

const inOrder = (...lines: readonly string[]): Table =>
  new Map(
    lines
      .flatMap((line) => line.split(' '))
      .map((name, rank) => [name.split('.')[0] ?? name, { rank, path: name.split('.') }]),
  );

/**
 * Parameters that name what a call is about, the most telling first: AttachUserPolicy has a user and a policy, and
 * changes the user. Spelling as CloudTrail writes it; a dot leads into an object or a list.
 */
const requested = inOrder(
  'bucketName userName roleName groupName instanceProfileName roleArn secretId functionName',
  'instanceId instancesSet.items.0.instanceId instanceIds InstanceIds.0 target keyId aliasName',
  'dBInstanceIdentifier dBClusterIdentifier dBSnapshotIdentifier dBClusterSnapshotIdentifier',
  'snapshotId volumeId imageId groupId securityGroupIds networkAclId routeTableId networkInterfaceId',
  'internetGatewayId vpcPeeringConnectionId flowLogIds DeleteFlowLogsRequest.FlowLogId.content subnetId vpcId',
  'keyName launchTemplateName LaunchTemplateName trailName logGroupName logStreamName topicArn queueUrl',
  'tableName repositoryName clusterName cluster taskDefinition stackName stackSetName stateMachineArn',
  'projectName pipelineName hostedZoneId loadBalancerArn targetGroupArn certificateArn detectorId',
  'analyzerName webACLArn webACLId resolverQueryLogConfigId deliveryStreamName streamName domainName',
  'modelId notebookInstanceName identityId identityPoolId userPoolId restApiId apiId documentName',
  'sAMLProviderArn openIDConnectProviderArn serialNumber virtualMFADeviceName policyArn policyName',
  'accountId organizationalUnitId permissionSetArn instanceArn resourceArn ResourceArn resourceId arn',
  'name Name names trailNameList id Id',
);

/** What a call made, when its parameters could not name it yet. */
const responded = inOrder(
  'instancesSet.items.0.instanceId user.arn role.arn group.arn policy.arn accessKey.userName',
  'groupId volumeId snapshotId imageId functionArn aRN arn',
);
