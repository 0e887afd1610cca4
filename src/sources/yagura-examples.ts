import type { Example } from './source.ts';

const denied = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDA1D0A9A0C8D6B4E2F3',
    arn: 'arn:aws:iam::111122223333:user/aiko',
    accountId: '111122223333',
    accessKeyId: 'AKIAEXAMPLEAIKO',
    userName: 'aiko',
  },
  eventTime: '2026-05-01T09:30:00Z',
  eventSource: 'guardduty.amazonaws.com',
  eventName: 'DeleteDetector',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.9.19',
  errorCode: 'AccessDeniedException',
  errorMessage: 'User: arn:aws:iam::111122223333:user/aiko is not authorized to perform: guardduty:DeleteDetector',
  requestParameters: { detectorId: '12abc34d567e8fa901bc2d34e56789f0' },
  responseElements: null,
  requestID: 'b0a4c1de-0000-4000-8000-000000000001',
  eventID: '00000000-0000-4000-8000-0000000000a1',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
  additionalEventData: { recordedBy: 'yagura' },
};

const assumed = {
  ...denied,
  eventSource: 'sts.amazonaws.com',
  eventName: 'AssumeRole',
  errorCode: undefined,
  errorMessage: undefined,
  requestParameters: { roleArn: 'arn:aws:iam::111122223333:role/yagura-auditor', roleSessionName: 'review' },
  responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLEREVIEW' } },
  eventID: '00000000-0000-4000-8000-0000000000a2',
  readOnly: true,
};

/** What Yagura writes of calls to itself. */
export const yaguraExamples: readonly Example[] = [
  {
    name: 'a denied call, and one that hands out a key',
    input: `${JSON.stringify(denied)}\n${JSON.stringify(assumed)}\n`,
    events: [
      {
        id: denied.eventID,
        account: '111122223333',
        action: 'DeleteDetector',
        principal: 'arn:aws:iam::111122223333:user/aiko',
        access_key: 'AKIAEXAMPLEAIKO',
        error: 'AccessDeniedException',
        read_only: false,
      },
      { id: assumed.eventID, action: 'AssumeRole', issued_key: 'ASIAEXAMPLEREVIEW', read_only: true },
    ],
  },
];
