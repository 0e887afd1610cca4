// Opens no lake.
import { expect, test } from 'vitest';
import { nowhere } from '#intel';
import { actionOf, type Seen } from './action.ts';
import { resourceOf } from './resource.ts';

const seen = (said: Partial<Seen>): Seen => ({
  type: 'Recon:EC2/Portscan',
  table: 'api_activity',
  event: {},
  events: [],
  geography: nowhere,
  ...said,
});
const call = (event: Record<string, unknown>, type = 'Recon:IAMUser/MaliciousIPCaller') => seen({ type, event });

test('a call from an address has its place, one by a service has its domain', () => {
  const geography = { ...nowhere, placeOf: () => ({ country: 'FR', asn: 64_500, network: 'Example Telecom' }) };
  const action = actionOf({ ...call({ sourceIPAddress: '203.0.113.9', eventName: 'RunInstances' }), geography });
  expect(action?.AwsApiCallAction).toMatchObject({
    Api: 'RunInstances',
    CallerType: 'Remote IP',
    RemoteIpDetails: {
      IpAddressV4: '203.0.113.9',
      Country: { CountryCode: 'FR' },
      City: {},
      Organization: { Asn: '64500', Org: 'Example Telecom' },
    },
  });
  const service = actionOf(call({ sourceIPAddress: 'cloudformation.amazonaws.com' }));
  expect(service?.AwsApiCallAction).toEqual({
    CallerType: 'Domain',
    DomainDetails: { Domain: 'cloudformation.amazonaws.com' },
  });
});

test('another account is told where it is another one', () => {
  const by = (accountId: string) =>
    actionOf(call({ recipientAccountId: '1', userIdentity: { accountId } }))?.AwsApiCallAction?.RemoteAccountDetails;
  expect([by('1'), by('2')]).toEqual([undefined, { AccountId: '2' }]);
});

test('resources that the event lists are affected, by type', () => {
  const resources = [{ type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::photos' }, { ARN: 'arn:of:nothing' }];
  expect(actionOf(call({ resources, eventName: 'x' }))?.AwsApiCallAction?.AffectedResources).toEqual({
    'AWS::S3::Bucket': 'arn:aws:s3:::photos',
  });
});

test('of a probe every port is told once; it is blocked when every packet was', () => {
  const probe = (dstport: string, action: string) => ({
    srcaddr: '203.0.113.9',
    dstaddr: '10.0.0.5',
    srcport: '50000',
    dstport,
    action,
    protocol: '6',
    'flow-direction': 'ingress',
  });
  const events = [probe('22', 'REJECT'), probe('22', 'REJECT'), probe('3389', 'REJECT')];
  const told = (list: Record<string, unknown>[]) =>
    actionOf(seen({ type: 'Recon:EC2/PortProbeUnprotectedPort', table: 'network_activity', events: list }))
      ?.PortProbeAction;
  expect(told(events)?.PortProbeDetails?.map(({ LocalPortDetails }) => LocalPortDetails)).toEqual([
    { Port: 22, PortName: 'SSH' },
    { Port: 3389, PortName: 'RDP' },
  ]);
  expect([told(events)?.Blocked, told([...events, probe('80', 'ACCEPT')])?.Blocked]).toEqual([true, false]);
});

test('a query tells its registered domain, whichever way the log names it', () => {
  const query = (event: Record<string, unknown>) => actionOf(seen({ table: 'dns_activity', event }))?.DnsRequestAction;
  expect(query({ query_name: 'a.b.example.co.uk.', transport: 'UDP', firewall_rule_action: 'BLOCK' })).toEqual({
    Domain: 'a.b.example.co.uk',
    DomainWithSuffix: 'example.co.uk',
    Protocol: 'UDP',
    Blocked: true,
  });
  expect(query({ query: 'localhost' })).toEqual({ Domain: 'localhost', Blocked: false });
});

test('an event of a kind that GuardDuty does not know has no action and no details', () => {
  expect(actionOf(seen({ table: 'other' }))).toBeUndefined();
  expect(resourceOf(seen({ table: 'other', type: 'Recon:EC2/Portscan' }))).toEqual({ ResourceType: 'Instance' });
});

const identity = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::1:assumed-role/web/i-0123456789abcdef0',
  accessKeyId: 'ASIA1',
};

test('the resource is what the type names, where its details are there', () => {
  const event = { userIdentity: identity, requestParameters: { bucketName: 'photos', key: 'a/b' } };
  expect(resourceOf(call(event)).ResourceType).toBe('AccessKey');
  expect(resourceOf(call(event, 'Exfiltration:S3/AnomalousBehavior')).ResourceType).toBe('S3Bucket');
  expect(resourceOf(call(event, 'UnauthorizedAccess:EC2/X')).ResourceType).toBe('Instance'); // of the session
  expect(resourceOf(call({ userIdentity: identity }, 'Impact:S3/X')).ResourceType).toBe('AccessKey');
  expect(resourceOf(call({}, 'Impact:S3/X')).ResourceType).toBe('S3Bucket');
  expect(resourceOf(call({}, 'AttackSequence:IAM/CompromisedCredentials')).ResourceType).toBe('AttackSequence');
});

test('a bucket comes with its object, an instance with what was asked of it', () => {
  const { S3BucketDetails, InstanceDetails } = resourceOf(
    call({
      requestParameters: { bucketName: 'photos', key: 'a/b', instanceId: 'i-0123abcd', instanceType: 'p5.large' },
    }),
  );
  expect(S3BucketDetails?.[0]?.S3ObjectDetails).toEqual([{ Key: 'a/b', ObjectArn: 'arn:aws:s3:::photos/a/b' }]);
  expect(InstanceDetails).toEqual({ InstanceId: 'i-0123abcd', InstanceType: 'p5.large' });
});

test('a function is named by its name or its ARN, and only in calls to Lambda', () => {
  const about = (functionName: string, eventSource = 'lambda.amazonaws.com') =>
    resourceOf(call({ eventSource, requestParameters: { functionName } })).LambdaDetails;
  expect(about('report')).toEqual({ FunctionName: 'report' });
  expect(about('arn:aws:lambda:eu-west-1:1:function:report:7')).toMatchObject({ FunctionName: 'report' });
  expect(about('report', 'events.amazonaws.com')).toBeUndefined();
});
