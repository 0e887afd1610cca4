// Opens no lake.
import { expect, test } from 'vitest';
import type { Used } from './usage.ts';
import { statisticsOf } from './usage-statistics.ts';

const used: readonly Used[] = [
  { account: '1', feature: 'FLOW_LOGS', resource: '', events: 5 },
  { account: '1', feature: 'CLOUD_TRAIL', resource: '', events: 7 },
  { account: '2', feature: 'FLOW_LOGS', resource: 'bucket', events: 2 },
  { account: '2', feature: 'FLOW_LOGS', resource: 'another', events: 2 },
];
const told = (type: Parameters<typeof statisticsOf>[0], unit: 'EVENTS' | 'USD' = 'EVENTS', given = used) => {
  const { totals, made } = statisticsOf(type, given, unit);
  return made(totals);
};

test('amounts of one name are added, the largest first', () => {
  expect(told('SUM_BY_ACCOUNT')).toEqual({
    SumByAccount: [
      { AccountId: '1', Total: { Amount: '12', Unit: 'EVENTS' } },
      { AccountId: '2', Total: { Amount: '4', Unit: 'EVENTS' } },
    ],
  });
  expect(told('SUM_BY_FEATURES')).toMatchObject({
    SumByFeature: [{ Feature: 'FLOW_LOGS', Total: { Amount: '9' } }, { Feature: 'CLOUD_TRAIL' }],
  });
});

test('in money every amount is none', () => {
  expect(told('SUM_BY_ACCOUNT', 'USD').SumByAccount?.map(({ Total }) => Total)).toEqual([
    { Amount: '0.00', Unit: 'USD' },
    { Amount: '0.00', Unit: 'USD' },
  ]);
});

test('what names no resource is counted for none, and of as much the first by name comes first', () => {
  expect(told('SUM_BY_RESOURCE').SumByResource?.map(({ Resource }) => Resource)).toEqual(['another', 'bucket']);
});

test('of resources the fifty that have most are told, of accounts of a feature nineteen', () => {
  const many = Array.from({ length: 60 }, (_, n): Used => ({
    account: `a${n}`,
    feature: 'FLOW_LOGS',
    resource: `r${n}`,
    events: n + 1,
  }));
  const top = told('TOP_RESOURCES', 'EVENTS', many).TopResources ?? [];
  expect([top.length, top[0]?.Resource, top.at(-1)?.Resource]).toEqual([50, 'r59', 'r10']);
  expect(told('SUM_BY_RESOURCE', 'EVENTS', many).SumByResource).toHaveLength(60);
  const [feature] = told('TOP_ACCOUNTS_BY_FEATURE', 'EVENTS', many).TopAccountsByFeature ?? [];
  expect([feature?.Feature, feature?.Accounts?.length, feature?.Accounts?.[0]]).toEqual([
    'FLOW_LOGS',
    19,
    { AccountId: 'a59', Total: { Amount: '60', Unit: 'EVENTS' } },
  ]);
});

test('accounts are counted for each feature by itself', () => {
  expect(told('TOP_ACCOUNTS_BY_FEATURE')).toMatchObject({
    TopAccountsByFeature: [
      {
        Feature: 'FLOW_LOGS',
        Accounts: [
          { AccountId: '1', Total: { Amount: '5' } },
          { AccountId: '2', Total: { Amount: '4' } },
        ],
      },
      { Feature: 'CLOUD_TRAIL', Accounts: [{ AccountId: '1', Total: { Amount: '7' } }] },
    ],
  });
});
