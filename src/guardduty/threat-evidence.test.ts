// Opens no lake.
import type { Action } from '@aws-sdk/client-guardduty';
import { expect, test } from 'vitest';
import { Catalogue, entryOf, type ListInfo } from '#intel';
import { sampleEvidence, threatEvidence } from './threat-evidence.ts';

const home = '111122223333';
const place = { account: '444455556666', region: 'us-east-1' };
const listOf = (name: string, part: Partial<ListInfo> = {}, entries = ['198.51.100.0/24', 'evil.example']) => ({
  list: { id: name, name, kind: 'threat' as const, category: 'malicious' as const, account: '', region: '', ...part },
  entries: entries.flatMap((entry) => entryOf(entry) ?? []),
});
const namesOf = (action: Action | undefined, ...lists: ReturnType<typeof listOf>[]): (string | undefined)[] =>
  (
    threatEvidence(action, place, { lists: new Catalogue(lists), homeAccount: home })?.ThreatIntelligenceDetails ?? []
  ).map(({ ThreatListName }) => ThreatListName);
const call: Action = { AwsApiCallAction: { RemoteIpDetails: { IpAddressV4: '198.51.100.9' } } };

test('every threat list on which the other side stands is named, and trusted lists are none', () => {
  const lists = [listOf('a'), listOf('b'), listOf('t', { kind: 'trusted' }), listOf('c', {}, ['192.0.2.1'])];
  expect(new Set(namesOf(call, ...lists))).toEqual(new Set(['a', 'b']));
});

test('a list of another account or Region counts only where it is the own or the home account’s', () => {
  const lists = [
    listOf('own', place),
    listOf('home', { account: home, region: 'eu-west-1' }),
    listOf('stranger', { account: '777788889999', region: 'us-east-1' }),
    listOf('elsewhere', { ...place, region: 'eu-west-1' }),
  ];
  expect(new Set(namesOf(call, ...lists))).toEqual(new Set(['home', 'own']));
});

test('connections, each probe of ports and names that were asked for are looked up', () => {
  expect(namesOf({ DnsRequestAction: { Domain: 'c2.evil.example' } }, listOf('a'))).toEqual(['a']);
  const probe = { PortProbeDetails: [{}, { RemoteIpDetails: { IpAddressV4: '198.51.100.9' } }] };
  expect(namesOf({ PortProbeAction: probe }, listOf('a'))).toEqual(['a']);
});

test('without an action, and without a list, there is no evidence at all', () => {
  expect(threatEvidence(undefined, place, { lists: new Catalogue([listOf('a')]), homeAccount: home })).toBeUndefined();
  expect(namesOf(call)).toEqual([]);
});

test('a sample says that its list was made, where its type rests on one', () => {
  expect(sampleEvidence('UnauthorizedAccess:EC2/TorClient')?.ThreatIntelligenceDetails).toHaveLength(1);
  expect(sampleEvidence('Stealth:IAMUser/CloudTrailLoggingDisabled')).toBeUndefined();
});
