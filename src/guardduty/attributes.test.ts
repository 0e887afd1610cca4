// Opens no lake.
import { expect, test } from 'vitest';
import { attributeKinds, valuesOf } from './attributes.ts';

const kinds = await attributeKinds();

test('attributes have the kind by which they compare, and sentences for people are none', () => {
  expect(kinds.get('severity')).toBe('number');
  expect(kinds.get('service.archived')).toBe('boolean');
  expect(kinds.get('updatedat')).toBe('time');
  expect(kinds.get('resource.instancedetails.instanceid')).toBe('text');
  expect([kinds.has('title'), kinds.has('description')]).toEqual([false, false]);
});

test('the values of a finding stand under its attributes, those of lists together', () => {
  const finding = {
    Severity: 8,
    UpdatedAt: '1970-01-01T00:00:01.000Z',
    Title: 'for people',
    Service: { Archived: false, AdditionalInfo: { Value: '{"domain":"x.example","inBytes":"12","odd":1}' } },
    Resource: {
      InstanceDetails: { NetworkInterfaces: [{ PrivateIpAddress: '10.0.0.1' }, { PrivateIpAddress: '10.0.0.2' }] },
    },
  };
  expect(valuesOf(finding, kinds)).toEqual({
    severity: [8],
    updatedat: [1000],
    'service.archived': ['false'],
    'service.additionalinfo.domain': ['x.example'],
    'service.additionalinfo.inbytes': [12],
    'service.additionalinfo.value': ['{"domain":"x.example","inBytes":"12","odd":1}'],
    'resource.instancedetails.networkinterfaces.privateipaddress': ['10.0.0.1', '10.0.0.2'],
  });
});

test('a value of another kind than its attribute is none, and text that is no JSON is left alone', () => {
  const odd = { Severity: 'grave', UpdatedAt: 'yesterday', Service: { AdditionalInfo: { Value: 'no { JSON' } } };
  expect(valuesOf(odd, kinds)).toEqual({ 'service.additionalinfo.value': ['no { JSON'] });
});
