import type { FindingPublishingFrequency } from '@aws-sdk/client-guardduty';
import { oneOf } from './one-of.ts';

const names = ['FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'] as const;

/** What was asked for. Throws for what there is not. */
export const frequencyOf = (asked: string | undefined): FindingPublishingFrequency | undefined =>
  asked === undefined ? undefined : oneOf('findingPublishingFrequency', names, asked);
