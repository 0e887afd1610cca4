// Opens no lake.
import { expect, test } from 'vitest';
import { anomalyFrom } from './anomaly.ts';

const unusual = (part: object = {}) => ({
  dimension: 'action',
  values: ['GetObject'],
  frequency: 'rare',
  usual: ['PutObject'],
  ...part,
});

test('a finding that rests on no habits has no anomaly', () => {
  expect(anomalyFrom('')).toBeUndefined();
});

test("what is usual and what was seen instead stand under GuardDuty's names", () => {
  expect(anomalyFrom(JSON.stringify({ comparedWith: 'actor', unusual: [unusual()] }))).toEqual({
    Profiles: {
      userIdentity: {
        apis: [{ ProfileType: 'FREQUENCY', ProfileSubtype: 'FREQUENT', Observations: { Text: ['PutObject'] } }],
      },
    },
    Unusual: {
      Behavior: {
        userIdentity: {
          apis: { ProfileType: 'FREQUENCY', ProfileSubtype: 'RARE', Observations: { Text: ['GetObject'] } },
        },
      },
    },
  });
});

test('of what has no usual values only the unusual is told, and an unknown name stays as it is', () => {
  const told = anomalyFrom(
    JSON.stringify({ comparedWith: 'account', unusual: [unusual({ dimension: 'moon', usual: [] })] }),
  );
  expect(told?.Profiles).toEqual({ account: {} });
  expect(Object.keys(told?.Unusual?.Behavior?.['account'] ?? {})).toEqual(['moon']);
});
