import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import type { ServiceUnderTest } from '../conformance.ts';
import { strangersAccount } from '../front.ts';

const cases: ServiceUnderTest = {
  client: STSClient,
  mismatch: 'SignatureDoesNotMatch',
  cases: [
    {
      command: GetCallerIdentityCommand,
      good: {},
      expect(output) {
        expect(output).toMatchObject({ Account: '000000000000', Arn: 'arn:aws:iam::000000000000:user/administrator' });
      },
      stranger(output) {
        expect(output).toMatchObject({ Account: strangersAccount });
      },
    },
  ],
};
export default cases;
