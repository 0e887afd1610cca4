import * as sdk from '@aws-sdk/client-guardduty';
import { expect } from 'vitest';
import type { Case, ServiceUnderTest } from '../conformance.ts';
import { denied, empty, noSuchResource, notTheirs, on, refused } from '../guardduty-inputs.ts';

/** The commands of one sort of lists, and the members that name its ids. */
interface Sort {
  readonly create: Case['command'];
  readonly get: Case['command'];
  readonly list: Case['command'];
  readonly update: Case['command'];
  readonly remove: Case['command'];
  readonly id: string;
  readonly ids: string;
}

const sorts: readonly Sort[] = [
  {
    create: sdk.CreateIPSetCommand,
    get: sdk.GetIPSetCommand,
    list: sdk.ListIPSetsCommand,
    update: sdk.UpdateIPSetCommand,
    remove: sdk.DeleteIPSetCommand,
    id: 'IpSetId',
    ids: 'IpSetIds',
  },
  {
    create: sdk.CreateThreatIntelSetCommand,
    get: sdk.GetThreatIntelSetCommand,
    list: sdk.ListThreatIntelSetsCommand,
    update: sdk.UpdateThreatIntelSetCommand,
    remove: sdk.DeleteThreatIntelSetCommand,
    id: 'ThreatIntelSetId',
    ids: 'ThreatIntelSetIds',
  },
  {
    create: sdk.CreateThreatEntitySetCommand,
    get: sdk.GetThreatEntitySetCommand,
    list: sdk.ListThreatEntitySetsCommand,
    update: sdk.UpdateThreatEntitySetCommand,
    remove: sdk.DeleteThreatEntitySetCommand,
    id: 'ThreatEntitySetId',
    ids: 'ThreatEntitySetIds',
  },
  {
    create: sdk.CreateTrustedEntitySetCommand,
    get: sdk.GetTrustedEntitySetCommand,
    list: sdk.ListTrustedEntitySetsCommand,
    update: sdk.UpdateTrustedEntitySetCommand,
    remove: sdk.DeleteTrustedEntitySetCommand,
    id: 'TrustedEntitySetId',
    ids: 'TrustedEntitySetIds',
  },
];

const wanted = { Name: 'conformance', Format: 'TXT', Location: 'https://lists.example/list.txt', Activate: false };
const { Location: _, ...nowhere } = wanted;

function casesOf({ create, get, list, update, remove, id, ids }: Sort): Case[] {
  let made = '';
  const withId = (input: object = {}) => on(() => ({ [id]: made, ...input }));
  return [
    {
      command: create,
      good: on({ ...wanted, ClientToken: 'conformance' }),
      expect(output) {
        made = String(output[id]);
        expect(made).toMatch(/^[\da-f]{32}$/);
      },
      missing: { input: on(nowhere), error: refused(/Location is required/) },
      wrong: { input: on({ ...wanted, Format: 'PDF' }), error: refused(/format is "PDF"/) },
      stranger: denied,
    },
    {
      command: get,
      good: withId(),
      expect: (output) => expect(output).toMatchObject({ Name: 'conformance', Format: 'TXT', Status: 'INACTIVE' }),
      wrong: { input: withId({ [id]: 'none' }), error: noSuchResource },
      stranger: notTheirs,
    },
    {
      command: list,
      good: on(),
      expect: (output) => expect(output[ids]).toEqual([made]),
      wrong: { input: on({ MaxResults: 51 }), error: refused(/maxResults/) },
      stranger: notTheirs,
    },
    {
      command: update,
      good: withId({ Name: 'renamed' }),
      expect: empty,
      wrong: { input: withId({ Name: 'a/b' }), error: refused(/parameter name/) },
      stranger: denied,
    },
    {
      command: remove,
      good: withId(),
      expect: empty,
      wrong: { input: withId({ [id]: 'none' }), error: noSuchResource },
      stranger: denied,
    },
  ];
}

const sets: ServiceUnderTest = {
  client: sdk.GuardDutyClient,
  mismatch: 'InvalidSignatureException',
  cases: sorts.flatMap(casesOf),
};
export default sets;
