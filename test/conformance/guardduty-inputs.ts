import { GuardDutyClient, ListDetectorsCommand, ListFindingsCommand } from '@aws-sdk/client-guardduty';
import { expect } from 'vitest';
import type { FrontUnderTest } from './front.ts';

/** Ids of detectors by program and Region: a detector has the same one after it was deleted and made anew. */
const detectors = new WeakMap<FrontUnderTest, Map<string, Promise<string>>>();

/** The id of the administrator's detector. */
export function detectorId(front: FrontUnderTest, region = 'us-east-1'): Promise<string> {
  const byRegion = detectors.get(front) ?? new Map<string, Promise<string>>();
  detectors.set(front, byRegion);
  const known = byRegion.get(region) ?? askDetectorId(front, region);
  byRegion.set(region, known);
  return known;
}

async function askDetectorId(front: FrontUnderTest, region: string): Promise<string> {
  const client = new GuardDutyClient({ ...front.config(), region });
  const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
  return DetectorIds[0] ?? '';
}

/** The input with the detector of the administrator; what is known when it is sent alone comes from a function. */
export const on =
  (input: Readonly<Record<string, unknown>> | (() => object) = {}, region?: string) =>
  async (front: FrontUnderTest): Promise<object> => ({
    DetectorId: await detectorId(front, region),
    ...(typeof input === 'function' ? input() : input),
  });

/** The input with the detector and the first finding. */
export const onFinding =
  (input: object = {}) =>
  async (front: FrontUnderTest): Promise<object> => {
    const DetectorId = await detectorId(front);
    const client = new GuardDutyClient(front.config());
    const { FindingIds = [] } = await client.send(new ListFindingsCommand({ DetectorId, MaxResults: 1 }));
    return { DetectorId, FindingIds, ...input };
  };

/** The input with the ARN of the detector, or of something below it. */
export const onArn =
  (input: object = {}, below = '') =>
  async (front: FrontUnderTest): Promise<object> => ({
    ResourceArn: `arn:aws:guardduty:us-east-1:000000000000:detector/${await detectorId(front)}${below}`,
    ...input,
  });

export const refused = (message?: RegExp) => ({
  name: 'BadRequestException',
  status: 400,
  ...(message === undefined ? {} : { message }),
});

/** Members of an account look, and change nothing. */
export const denied = {
  name: 'AccessDeniedException',
  status: 403,
  message: /is not authorized to perform: guardduty:/,
};

/** Whose detector it is, a stranger is not told. */
export const notTheirs = refused(/not owned by the current account/);

/** A detector that there is not. */
export const noSuchDetector = (input: object = {}) => ({
  input: { DetectorId: '0'.repeat(32), ...input },
  error: notTheirs,
});

export const noSuchResource = refused(/no such resource found/);

export const empty = (output: object): void => expect(output).toEqual({ $metadata: expect.anything() });
