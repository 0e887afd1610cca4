/** A call that stops a trail, as CloudTrail delivers it: a finding of level high. */
export const stopsTrail = (over: object = {}): object => ({
  eventVersion: '1.09',
  eventID: 'stop-1',
  eventTime: '2026-11-20T03:04:05Z',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  awsRegion: 'ap-northeast-1',
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.15.0',
  userIdentity: {
    type: 'IAMUser',
    arn: 'arn:aws:iam::111122223333:user/mai',
    accountId: '111122223333',
    accessKeyId: 'AKIAEXAMPLE000000001',
    userName: 'mai',
  },
  requestParameters: { name: 'main' },
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  recipientAccountId: '111122223333',
  ...over,
});

/** A call that nobody minds. */
export const looksAtTrail = (over: object = {}): object =>
  stopsTrail({ eventID: 'look-1', eventName: 'ListTags', ...over });

/** A file of CloudTrail. */
export const trail = (...records: readonly object[]): string => JSON.stringify({ Records: records });

/** Flow records of a rejected connection. */
export const flows = `version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
2 111122223333 eni-1 198.51.100.9 10.0.0.5 4242 22 6 3 180 1795143845 1795143854 REJECT OK
`;

/** A DNS query of an instance. */
export const query = JSON.stringify({
  version: '1.100000',
  account_id: '111122223333',
  region: 'ap-northeast-1',
  vpc_id: 'vpc-1',
  query_timestamp: '2026-11-20T03:04:05Z',
  query_name: 'example.com.',
  query_type: 'A',
  query_class: 'IN',
  rcode: 'NOERROR',
  answers: [{ Rdata: '192.0.2.7', Type: 'A', Class: 'IN' }],
  srcaddr: '10.0.0.5',
  srcport: '5353',
  transport: 'UDP',
  srcids: { instance: 'i-1' },
});

/** What somebody who knows that logs are read in terminals would write into one. */
export const hostile = 'evil\u001b]0;owned\u0007\u202e\n\u009b31m';

export const ruleOfOne = `title: Any call of mai
id: 0a0a0a0a-0000-4000-8000-000000000001
name: any_call
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection:
    userIdentity.userName: mai
  condition: selection
level: medium
`;

/** A correlation of the rule above: two calls in ten minutes. */
export const correlationOfTwo = `title: Two calls of mai
id: 0a0a0a0a-0000-4000-8000-000000000002
correlation:
  type: event_count
  rules: [any_call]
  group-by: [userIdentity.userName]
  timespan: 10m
  condition: { gte: 2 }
level: critical
`;

export const brokenRule = `title: Broken
id: 0a0a0a0a-0000-4000-8000-000000000003
logsource: { product: aws, service: cloudtrail }
detection:
  selection:
    eventName: X
  condition: selection and nothing_like_it
level: low
`;
