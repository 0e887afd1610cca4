import type { Example } from './source.ts';

const user = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLEHANAKO',
    arn: 'arn:aws:iam::111122223333:user/hanako',
    accountId: '111122223333',
    accessKeyId: 'AKIAEXAMPLEHANAKO',
    userName: 'hanako',
  },
  eventTime: '2026-05-01T09:30:00Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateAccessKey',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.27.1',
  requestParameters: { userName: 'taro' },
  responseElements: { accessKey: { accessKeyId: 'AKIAEXAMPLETARO', status: 'Active', userName: 'taro' } },
  requestID: 'req-1',
  eventID: '00000000-0000-4000-8000-000000000001',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
};

const ofUser = {
  id: user.eventID,
  time: '2026-05-01T09:30:00.000Z',
  account: '111122223333',
  region: 'us-east-1',
  service: 'iam.amazonaws.com',
  action: 'CreateAccessKey',
  principal_type: 'IAMUser',
  principal: 'arn:aws:iam::111122223333:user/hanako',
  user_name: 'hanako',
  session: '',
  access_key: 'AKIAEXAMPLEHANAKO',
  issued_key: 'AKIAEXAMPLETARO',
  address: '203.0.113.7',
  error: '',
  read_only: false,
  resource: 'taro',
  category: 'Management',
};

const session = {
  ...user,
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLEDEPLOY:build-42',
    arn: 'arn:aws:sts::111122223333:assumed-role/deploy/build-42',
    accountId: '111122223333',
    accessKeyId: 'ASIAEXAMPLEBUILD',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLEDEPLOY',
        arn: 'arn:aws:iam::111122223333:role/ci/deploy',
        accountId: '111122223333',
        userName: 'deploy',
      },
      attributes: { creationDate: '2026-05-01T09:00:00Z', mfaAuthenticated: 'false' },
    },
  },
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  requestParameters: { bucketName: 'ledger', key: 'q1.csv' },
  responseElements: null,
  errorCode: 'AccessDenied',
  errorMessage: 'Access Denied',
  eventID: '00000000-0000-4000-8000-000000000002',
  readOnly: true,
  managementEvent: false,
  eventCategory: 'Data',
};

const ofSession = {
  id: session.eventID,
  principal_type: 'AssumedRole',
  principal: 'arn:aws:iam::111122223333:role/ci/deploy',
  user_name: 'deploy',
  session: 'build-42',
  session_arn: 'arn:aws:sts::111122223333:assumed-role/deploy/build-42',
  error: 'AccessDenied',
  error_message: 'Access Denied',
  read_only: true,
  mfa: 'false',
  resource: 'ledger/q1.csv',
  category: 'Data',
};

/** A record with another caller and call. */
const other = (changes: Record<string, unknown>): string => JSON.stringify({ ...user, ...changes });
const identified = (userIdentity: Record<string, unknown>, changes: Record<string, unknown> = {}): string =>
  other({ userIdentity, requestParameters: null, responseElements: null, ...changes });

/** What a CloudTrail file may look like and what comes of it; run by the content test. */
export const cloudTrailExamples: readonly Example[] = [
  { name: 'a delivery file', input: JSON.stringify({ Records: [user, session] }), events: [ofUser, ofSession] },
  { name: 'JSON lines', input: `${JSON.stringify(user)}\n${JSON.stringify(session)}\n`, events: [ofUser, ofSession] },
  { name: 'one event, pretty', input: JSON.stringify(user, null, 2), events: [ofUser] },
  { name: 'a list', input: JSON.stringify([session, user], null, 2), events: [ofSession, ofUser] },
  {
    name: 'the output of lookup-events',
    input: JSON.stringify({
      Events: [{ EventId: user.eventID, EventName: user.eventName, CloudTrailEvent: JSON.stringify(user) }],
    }),
    events: [ofUser],
  },
  {
    name: 'an EventBridge envelope',
    input: JSON.stringify({
      version: '0',
      id: 'e',
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.iam',
      detail: user,
    }),
    events: [ofUser],
  },
  {
    name: 'messages of SQS, one of them carried by SNS',
    input: JSON.stringify({
      Messages: [
        { MessageId: '1', Body: JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', detail: user }) },
        { MessageId: '2', Body: JSON.stringify({ Type: 'Notification', Message: JSON.stringify(session) }) },
      ],
    }),
    events: [ofUser, ofSession],
  },
  {
    name: 'a message of a CloudWatch Logs subscription',
    input: JSON.stringify({
      messageType: 'DATA_MESSAGE',
      owner: '111122223333',
      logGroup: 'trail',
      logEvents: [{ id: '1', timestamp: 1777627800000, message: JSON.stringify(user) }],
    }),
    events: [ofUser],
  },
  {
    name: 'a Lake export with a column an event field',
    input: [
      'eventid,eventtime,eventsource,eventname,awsregion,sourceipaddress,recipientaccountid,readonly,useridentity,requestparameters,errorcode',
      'e-1,2026-05-01 09:30:00.000,iam.amazonaws.com,AttachUserPolicy,us-east-1,203.0.113.7,111122223333,false,"{type=IAMUser, principalid=AIDAEXAMPLE, arn=arn:aws:iam::111122223333:user/hanako, accountid=111122223333, accesskeyid=AKIAEXAMPLEHANAKO, username=hanako, sessioncontext={attributes={creationdate=2026-05-01 09:00:00.000, mfaauthenticated=true}, sessionissuer=null}, invokedby=null}","{userName=taro, policyArn=arn:aws:iam::aws:policy/ReadOnlyAccess}",',
    ].join('\n'),
    events: [
      {
        id: 'e-1',
        time: '2026-05-01T09:30:00.000Z',
        action: 'AttachUserPolicy',
        principal: 'arn:aws:iam::111122223333:user/hanako',
        user_name: 'hanako',
        mfa: 'true',
        resource: 'taro',
        error: '',
      },
    ],
  },
  {
    name: 'a Lake export with the whole event in one column',
    input: `eventID,eventJson\n${user.eventID},"${JSON.stringify(user).replaceAll('"', '""')}"\n`,
    events: [ofUser],
  },
  {
    name: 'the output of get-query-results',
    input: JSON.stringify({
      QueryStatus: 'FINISHED',
      QueryResultRows: [[{ eventID: 'e-2' }, { eventJson: JSON.stringify(user) }]],
    }),
    events: [ofUser],
  },
  {
    name: 'a digest holds no events',
    input: JSON.stringify({ awsAccountId: '111122223333', digestStartTime: '2026-05-01T09:00:00Z', logFiles: [] }),
    events: [],
  },
  {
    name: 'a call that hands out the keys of a session',
    input: other({
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      requestParameters: { roleArn: 'arn:aws:iam::444455556666:role/audit', roleSessionName: 'check' },
      responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLEAUDIT', expiration: 'May 1, 2026, 10:30:00 AM' } },
      resources: [{ accountId: '444455556666', type: 'AWS::IAM::Role', ARN: 'arn:aws:iam::444455556666:role/audit' }],
    }),
    events: [
      { action: 'AssumeRole', issued_key: 'ASIAEXAMPLEAUDIT', resource: 'arn:aws:iam::444455556666:role/audit' },
    ],
  },
  {
    name: 'a failed sign-in of the root user, which has no error code',
    input: identified(
      {
        type: 'Root',
        principalId: '111122223333',
        arn: 'arn:aws:iam::111122223333:root',
        accountId: '111122223333',
        accessKeyId: '',
      },
      {
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        eventType: 'AwsConsoleSignIn',
        errorMessage: 'Failed authentication',
        responseElements: { ConsoleLogin: 'Failure' },
        additionalEventData: { MFAUsed: 'No', MobileVersion: 'No' },
      },
    ),
    events: [
      {
        principal_type: 'Root',
        user_name: 'root',
        error: 'Failure',
        error_message: 'Failed authentication',
        mfa: 'false',
      },
    ],
  },
  {
    name: 'an AWS service',
    input: identified(
      { type: 'AWSService', invokedBy: 'config.amazonaws.com' },
      { sourceIPAddress: 'config.amazonaws.com' },
    ),
    events: [{ principal_type: 'AWSService', principal: 'config.amazonaws.com', address: 'config.amazonaws.com' }],
  },
  {
    name: 'a caller of another account',
    input: identified({ type: 'AWSAccount', principalId: 'AROAEXAMPLE:visitor', accountId: '444455556666' }),
    events: [{ principal: 'AROAEXAMPLE:visitor', principal_account: '444455556666', account: '111122223333' }],
  },
  {
    name: 'a session through GetFederationToken belongs to the user who asked for it',
    input: identified({
      type: 'FederatedUser',
      arn: 'arn:aws:sts::111122223333:federated-user/guest',
      accountId: '111122223333',
      sessionContext: {
        sessionIssuer: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/hanako', userName: 'hanako' },
      },
    }),
    events: [{ principal: 'arn:aws:iam::111122223333:user/hanako', user_name: 'hanako', session: 'guest' }],
  },
  {
    name: 'a person of IAM Identity Center',
    input: identified({
      type: 'IdentityCenterUser',
      accountId: '111122223333',
      onBehalfOf: { userId: 'user-1', identityStoreArn: 'arn:aws:identitystore::111122223333:identitystore/d-1' },
    }),
    events: [{ principal: 'arn:aws:identitystore:::user/user-1', user_name: 'user-1', session: '' }],
  },
  {
    name: 'a web identity',
    input: identified(
      {
        type: 'WebIdentityUser',
        principalId: 'accounts.example.com:app:7',
        userName: '7',
        identityProvider: 'accounts.example.com',
      },
      { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRoleWithWebIdentity' },
    ),
    events: [{ principal_type: 'WebIdentityUser', principal: 'accounts.example.com:app:7', user_name: '7' }],
  },
  {
    name: 'an Insights event names its call one level deeper',
    input: JSON.stringify({
      eventVersion: '1.09',
      eventTime: '2026-05-01T09:30:00Z',
      awsRegion: 'us-east-1',
      eventID: 'i-1',
      eventType: 'AwsCloudTrailInsight',
      recipientAccountId: '111122223333',
      insightDetails: {
        state: 'Start',
        eventSource: 'ec2.amazonaws.com',
        eventName: 'RunInstances',
        insightType: 'ApiCallRateInsight',
      },
      eventCategory: 'Insight',
    }),
    events: [
      { service: 'ec2.amazonaws.com', action: 'RunInstances', category: 'Insight', event_type: 'AwsCloudTrailInsight' },
    ],
  },
];
