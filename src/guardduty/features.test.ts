// Opens no lake.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { dataSourcesOf, featuresOf, isOn, wantedSwitches } from './features.ts';
import type { DetectorRow } from './tables.ts';

const detector = (features: object = {}, enabled = 1): DetectorRow => ({
  ...row,
  enabled,
  features: JSON.stringify(features),
});
const row: DetectorRow = {
  id: 'd',
  account: '111122223333',
  region: 'us-east-1',
  enabled: 1,
  frequency: 'SIX_HOURS',
  features: '{}',
  created_at: 0,
  updated_at: 1000,
  deleted: 0,
  client_token: '',
};

test('what may be switched is on until it is switched off, and what is not read never is', () => {
  expect(isOn('S3_DATA_EVENTS', detector())).toBe(true);
  expect(isOn('S3_DATA_EVENTS', detector({ S3_DATA_EVENTS: false }))).toBe(false);
  expect(isOn('CLOUD_TRAIL', detector({ CLOUD_TRAIL: false }))).toBe(true);
  expect(isOn('RUNTIME_MONITORING', detector({ RUNTIME_MONITORING: true }))).toBe(false);
});

test('of a detector that is off nothing is on', () => {
  expect(featuresOf(detector({}, 0)).map(({ Status }) => Status)).not.toContain('ENABLED');
});

test('the older way tells the same', () => {
  const off = detector({ S3_DATA_EVENTS: false });
  expect(dataSourcesOf(off)).toMatchObject({ S3Logs: { Status: 'DISABLED' }, CloudTrail: { Status: 'ENABLED' } });
  expect(featuresOf(off)).toContainEqual({ Name: 'S3_DATA_EVENTS', Status: 'DISABLED', UpdatedAt: new Date(1000) });
});

test('switches are understood in either way, and only those that are named', () => {
  expect(wantedSwitches({ Features: [{ Name: 'S3_DATA_EVENTS', Status: 'DISABLED' }] })).toEqual({
    S3_DATA_EVENTS: false,
  });
  expect(wantedSwitches({ DataSources: { S3Logs: { Enable: true } } })).toEqual({ S3_DATA_EVENTS: true });
  expect(wantedSwitches({})).toEqual({});
});

test('what would promise protection that there is not is refused, and so is what cannot be', () => {
  const names = { runtime: 'RUNTIME_MONITORING', trail: 'CLOUD_TRAIL', odd: 'ODD' };
  const of = (name: string, status: 'ENABLED' | 'DISABLED') => () =>
    wantedSwitches({ Features: [{ Name: z.custom<never>().parse(name), Status: status }] });
  expect(of(names.runtime, 'ENABLED')).toThrow(/does not read the logs/);
  expect(of(names.runtime, 'DISABLED')()).toEqual({ RUNTIME_MONITORING: false });
  expect(of(names.trail, 'DISABLED')).toThrow(/cannot be switched off/);
  expect(of(names.odd, 'ENABLED')).toThrow(/features\.name/);
  expect(() => wantedSwitches({ Features: [], DataSources: {} })).toThrow(/only one/);
  expect(() => wantedSwitches({ Features: [{ Name: 'S3_DATA_EVENTS' }] })).toThrow(/a name and a status/);
});
