import type { Anomaly, AnomalyObject, ProfileSubtype } from '@aws-sdk/client-guardduty';
import { z } from 'zod';

/** What a baseline kept with its events: whose habits were compared, what was seen, and what is usual instead. */
const Kept = z.object({
  comparedWith: z.string(),
  unusual: z.array(
    z.object({
      dimension: z.string(),
      values: z.array(z.string()),
      frequency: z.enum(['frequent', 'infrequent', 'rare', 'unseen']),
      usual: z.array(z.string()),
    }),
  ),
});

/**
 * An anomaly in GuardDuty's form: profiles say what is frequent, by whose habits and by what is looked at; unusual
 * behaviour says what was seen instead and how seldom it is. Undefined for findings that rest on no habits.
 */
export function anomalyFrom(json: string): Anomaly | undefined {
  if (json === '') return undefined;
  const { comparedWith, unusual } = Kept.parse(JSON.parse(json));
  const who = subjects[comparedWith] ?? comparedWith;
  const usual = unusual.filter((one) => one.usual.length > 0);
  return {
    Profiles: { [who]: Object.fromEntries(usual.map((one) => [nameOf(one), [profile('FREQUENT', one.usual)]])) },
    Unusual: {
      Behavior: {
        [who]: Object.fromEntries(unusual.map((one) => [nameOf(one), profile(subtypes[one.frequency], one.values)])),
      },
    },
  };
}

const profile = (subtype: ProfileSubtype, values: readonly string[]): AnomalyObject => ({
  ProfileType: 'FREQUENCY',
  ProfileSubtype: subtype,
  Observations: { Text: [...values] },
});

const nameOf = ({ dimension }: { readonly dimension: string }): string => names[dimension] ?? dimension;

const subjects: Readonly<Record<string, string>> = { actor: 'userIdentity', organisation: 'organization' };

const names: Readonly<Record<string, string>> = {
  action: 'apis',
  service: 'services',
  tool: 'userAgents',
  network: 'networks',
  system: 'asns',
  country: 'countries',
  region: 'regions',
  bucket: 'buckets',
  error: 'errors',
  hour: 'hours',
  amount: 'callsInAnHour',
};

const subtypes = {
  frequent: 'FREQUENT',
  infrequent: 'INFREQUENT',
  rare: 'RARE',
  unseen: 'UNSEEN',
} as const satisfies Record<string, ProfileSubtype>;
