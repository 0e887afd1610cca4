import { expect, test } from 'vitest';
import { awsService, iamUser, type Caller } from './caller.ts';
import { cloudTrailEvent, endpointName, type Call } from './cloudtrail-event.ts';
import { Random } from './random.ts';

const rin = iamUser({ account: '111122223333', name: 'rin' }, 'AKIA1', { address: '192.0.2.1', agent: 'aws-cli/2' });
const call: Call = { time: Date.UTC(2026, 2, 10, 12), region: 'eu-west-1', service: 'ec2', name: 'DescribeInstances' };
const eventOf = (more: Partial<Call> = {}, caller: Caller = rin) =>
  cloudTrailEvent(caller, { ...call, ...more }, new Random('a test'));

test('an event has what CloudTrail writes of a call', () => {
  expect(eventOf()).toMatchObject({
    eventTime: '2026-03-10T12:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-cli/2',
    requestParameters: null,
    responseElements: null,
    readOnly: true,
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: '111122223333',
    tlsDetails: { clientProvidedHostHeader: 'ec2.eu-west-1.amazonaws.com' },
  });
});

test('global services are recorded in us-east-1 and called without a Region', () => {
  expect(eventOf({ service: 'iam' })).toMatchObject({
    awsRegion: 'us-east-1',
    tlsDetails: { clientProvidedHostHeader: 'iam.amazonaws.com' },
  });
  expect([endpointName('s3', 'eu-west-1'), endpointName('route53', 'eu-west-1')]).toEqual([
    's3.eu-west-1.amazonaws.com',
    'route53.amazonaws.com',
  ]);
});

test.each([
  ['GetObject', true],
  ['HeadBucket', true],
  ['BatchGetItem', true],
  ['AssumeRole', true],
  ['StartQuery', true],
  ['BatchWriteItem', false],
  ['StartInstances', false],
  ['DeleteBucket', false],
])('by its name %s only looks: %s', (name, readOnly) => {
  expect(eventOf({ name }).readOnly).toBe(readOnly);
  expect(eventOf({ name, readOnly: !readOnly }).readOnly).toBe(!readOnly);
});

test('a refused call answers nothing, and EC2 repeats the id of its request in what it answers', () => {
  const answered = eventOf({ response: { instances: [] } });
  expect(answered.responseElements).toEqual({ requestId: answered.requestID, instances: [] });
  expect(eventOf({ service: 'lambda', response: { a: 1 } }).responseElements).toEqual({ a: 1 });
  expect(eventOf({ response: { a: 1 }, error: { code: 'Denied', message: 'No.' } })).toMatchObject({
    responseElements: null,
    errorCode: 'Denied',
    errorMessage: 'No.',
  });
  expect(eventOf({ response: { a: 1 }, error: { message: 'Failed authentication' } }).responseElements).toMatchObject({
    a: 1,
  });
});

test('S3 writes agents in brackets, details of the transfer and the host that was asked', () => {
  const event = eventOf({
    service: 's3',
    name: 'GetObject',
    data: true,
    request: { Host: 'logs.s3.amazonaws.com' },
    additional: { bytesTransferredOut: 7 },
  });
  expect(event).toMatchObject({
    userAgent: '[aws-cli/2]',
    managementEvent: false,
    eventCategory: 'Data',
    additionalEventData: { SignatureVersion: 'SigV4', bytesTransferredIn: 0, bytesTransferredOut: 7 },
    tlsDetails: { clientProvidedHostHeader: 'logs.s3.amazonaws.com' },
  });
});

test('a service calls over no network that could be told, and a sign-in has no request', () => {
  const service = eventOf({ service: 's3' }, awsService('111122223333', 'lambda'));
  expect(service).toMatchObject({ userAgent: 'lambda.amazonaws.com', sourceIPAddress: 'lambda.amazonaws.com' });
  expect(service['tlsDetails']).toBeUndefined();
  expect(eventOf({ type: 'AwsConsoleSignIn' }).requestID).toBeUndefined();
});

test('the same draw makes the same event, and its ids are of one event alone', () => {
  expect(eventOf()).toEqual(eventOf());
  const random = new Random('a test');
  expect(cloudTrailEvent(rin, call, random).eventID).not.toBe(cloudTrailEvent(rin, call, random).eventID);
});

test('an event of two accounts says whose it is', () => {
  expect(eventOf({ recipient: '444455556666', shared: 'one' })).toMatchObject({
    recipientAccountId: '444455556666',
    sharedEventID: 'one',
  });
});
