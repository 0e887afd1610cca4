import {
  AssumeRoleCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import type { ServiceUnderTest } from '../conformance.ts';
import { strangersAccount } from '../front.ts';

const invalid = (message: RegExp) => ({ name: 'ValidationError', status: 400, message });
const Credentials = {
  AccessKeyId: expect.stringMatching(/^ASIA/),
  SecretAccessKey: expect.any(String),
  SessionToken: expect.any(String),
  Expiration: expect.any(Date),
};
const auditor = { RoleArn: 'arn:aws:iam::000000000000:role/yagura-auditor', RoleSessionName: 'look' };

const sts: ServiceUnderTest = {
  client: STSClient,
  mismatch: 'SignatureDoesNotMatch',
  cases: [
    {
      command: GetCallerIdentityCommand,
      good: {},
      expect: (output) =>
        expect(output).toMatchObject({
          Account: '000000000000',
          Arn: 'arn:aws:iam::000000000000:user/administrator',
        }),
      stranger: (output) => expect(output).toMatchObject({ Account: strangersAccount }),
    },
    {
      command: GetSessionTokenCommand,
      good: { DurationSeconds: 900 },
      expect: (output) => expect(output).toMatchObject({ Credentials }),
      wrong: { input: { DurationSeconds: 5 }, error: invalid(/DurationSeconds/) },
      stranger: (output) => expect(output).toMatchObject({ Credentials }),
    },
    {
      command: AssumeRoleCommand,
      good: auditor,
      expect: (output) =>
        expect(output).toMatchObject({ Credentials, AssumedRoleUser: { Arn: expect.stringContaining('look') } }),
      missing: { input: { RoleArn: auditor.RoleArn }, error: invalid(/RoleSessionName/) },
      wrong: { input: { ...auditor, DurationSeconds: 5 }, error: invalid(/DurationSeconds/) },
      stranger: { name: 'AccessDenied', status: 403 },
    },
    {
      command: GetAccessKeyInfoCommand,
      good: ({ administrator }) => ({ AccessKeyId: administrator.accessKeyId }),
      expect: ({ Account }) => expect(Account).toBe('000000000000'),
      missing: { input: {}, error: invalid(/AccessKeyId/) },
      stranger: () => undefined,
    },
  ],
};
export default sts;
