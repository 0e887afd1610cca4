import type { FindingPublishingFrequency } from '@aws-sdk/client-guardduty';
import { oneOf } from './one-of.ts';

const names = ['FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'] as const;

/** Minutes after which findings that were seen again are published again. */
const minutes: Readonly<Record<FindingPublishingFrequency, number>> = {
  FIFTEEN_MINUTES: 15,
  ONE_HOUR: 60,
  SIX_HOURS: 360,
};

/** What was asked for. Throws for what there is not. */
export const frequencyOf = (asked: string | undefined): FindingPublishingFrequency | undefined =>
  asked === undefined ? undefined : oneOf('findingPublishingFrequency', names, asked);

export const millisecondsOf = (frequency: string): number => minutes[frequencyOf(frequency) ?? 'SIX_HOURS'] * 60_000;
