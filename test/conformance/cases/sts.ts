import {
  AssumeRoleCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Output, ServiceUnderTest } from '../conformance.ts';
import { strangersAccount, type FrontUnderTest } from '../front.ts';

const home = '000000000000';
const RoleArn = `arn:aws:iam::${home}:role/yagura-auditor`;
const RoleSessionName = 'review';
const Issued = z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() });

/** Who somebody is who calls with the temporary key of an answer. */
async function whoHolds({ Credentials }: Output, front: FrontUnderTest): Promise<string | undefined> {
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken } = Issued.parse(Credentials);
  const credentials = { accessKeyId, secretAccessKey, sessionToken: SessionToken };
  return (await new STSClient({ ...front.config(), credentials }).send(new GetCallerIdentityCommand())).Arn;
}

const cases: ServiceUnderTest = {
  client: STSClient,
  mismatch: 'SignatureDoesNotMatch',
  cases: [
    {
      command: GetCallerIdentityCommand,
      good: {},
      expect(output) {
        expect(output).toMatchObject({ Account: home, Arn: `arn:aws:iam::${home}:user/administrator` });
      },
      stranger(output) {
        expect(output).toMatchObject({ Account: strangersAccount });
      },
    },
    {
      command: AssumeRoleCommand,
      good: { RoleArn, RoleSessionName, DurationSeconds: 900, SourceIdentity: 'rin' },
      async expect(output, front) {
        const arn = `arn:aws:sts::${home}:assumed-role/yagura-auditor/${RoleSessionName}`;
        expect(output).toMatchObject({ AssumedRoleUser: { Arn: arn }, SourceIdentity: 'rin' });
        expect(await whoHolds(output, front)).toBe(arn);
      },
      missing: { input: { RoleArn }, error: { name: 'ValidationError', status: 400, message: /RoleSessionName/ } },
      wrong: {
        input: { RoleArn, RoleSessionName, DurationSeconds: 899 },
        error: { name: 'ValidationError', status: 400, message: /DurationSeconds is 899/ },
      },
      stranger: { name: 'AccessDenied', status: 403, message: /is not authorized to perform: sts:AssumeRole/ },
    },
    {
      command: GetSessionTokenCommand,
      good: {},
      async expect(output, front) {
        expect(await whoHolds(output, front)).toBe(`arn:aws:iam::${home}:user/administrator`);
      },
      wrong: { input: { DurationSeconds: 1_000_000 }, error: { name: 'ValidationError', status: 400 } },
      stranger(output) {
        expect(Issued.parse(output['Credentials']).AccessKeyId).toMatch(/^ASIA/); // of itself
      },
    },
    {
      // As in AWS, whoever knows the id of a key may ask for its account.
      command: GetAccessKeyInfoCommand,
      good: ({ administrator }) => ({ AccessKeyId: administrator.accessKeyId }),
      expect(output) {
        expect(output).toMatchObject({ Account: home });
      },
      missing: { input: {}, error: { name: 'ValidationError', status: 400, message: /AccessKeyId/ } },
      wrong: { input: { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, error: { name: 'ValidationError', status: 400 } },
      stranger(output) {
        expect(output).toMatchObject({ Account: home });
      },
    },
  ],
};
export default cases;
