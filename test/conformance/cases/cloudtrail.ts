import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { expect } from 'vitest';
import type { ServiceUnderTest } from '../conformance.ts';

const cases: ServiceUnderTest = {
  client: CloudTrailClient,
  mismatch: 'InvalidSignatureException',
  cases: [
    {
      command: LookupEventsCommand,
      good: { MaxResults: 10, LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'ConsoleLogin' }] },
      expect({ Events }) {
        expect(Events).toContainEqual(
          expect.objectContaining({ EventName: 'ConsoleLogin', EventTime: expect.any(Date) }),
        );
      },
      missing: {
        input: { LookupAttributes: [{ AttributeKey: 'EventName' }] },
        error: { name: 'ValidationException', message: /LookupAttributes\.1\.AttributeValue/ },
      },
      wrong: { input: { MaxResults: 51 }, error: { name: 'InvalidMaxResultsException', status: 400 } },
      stranger({ Events }) {
        expect(Events).toEqual([]);
      },
    },
  ],
};
export default cases;
