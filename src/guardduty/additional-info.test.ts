// Opens no lake.
import { expect, test } from 'vitest';
import { additionalInfo, type InfoParts } from './additional-info.ts';
import { anomalyFrom } from './anomaly.ts';
import { millisecondsOf } from './frequency.ts';
import { severityByRank, severityOf } from './severity.ts';

function told(table: string, said: Partial<InfoParts> & { readonly event?: Record<string, unknown> }): unknown {
  const newest = { table, event: said.event ?? {} };
  const parts = { type: 'X:EC2/Y', sample: false, events: [], evidence: undefined, ...said, newest };
  return JSON.parse(additionalInfo(parts).Value ?? '');
}

test('the properties that parsers know are one JSON text, and nothing is made up', () => {
  expect(told('api_activity', {})).toEqual({});
  expect(told('api_activity', { sample: true })).toEqual({ sample: true });
});

test('a threat list is named with the threat that stands on it', () => {
  const evidence = { ThreatIntelligenceDetails: [{ ThreatListName: 'Tor', ThreatNames: ['exit', 'relay'] }] };
  expect(told('other', { evidence })).toEqual({ threatListName: 'Tor', threatName: 'exit' });
});

test('calls that did not fit are listed by service, each with how it ended', () => {
  const events = [
    { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' },
    { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' },
    { eventSource: 'iam.amazonaws.com', eventName: 'GetUser', errorCode: 'AccessDenied' },
    { eventSource: 's3.amazonaws.com', eventName: 'ListBuckets' },
  ];
  expect(told('api_activity', { type: 'Persistence:IAMUser/AnomalousBehavior', events })).toMatchObject({
    anomalies: {
      anomalousAPIs:
        'iam.amazonaws.com:[CreateUser:success, GetUser:AccessDenied], s3.amazonaws.com:[ListBuckets:success]',
    },
  });
});

test('a scan tells its ports in order and once', () => {
  const events = ['443', '22', '22', '-'].map((dstport) => ({ dstport }));
  expect(told('network_activity', { type: 'Recon:EC2/Portscan', events })).toEqual({ portsScannedSample: [22, 443] });
});

test('a query tells the domain without the dot at its end', () => {
  expect(told('dns_activity', { event: { query_name: 'a.example.', account_id: '1' } })).toEqual({
    domain: 'a.example',
    vpcOwnerAccountId: '1',
  });
});

test('an anomaly is told by whose habits it broke, what is usual, and what was seen instead', () => {
  const kept = {
    comparedWith: 'actor',
    unusual: [
      { dimension: 'tool', values: ['pacu'], frequency: 'unseen', usual: ['AWS CLI on Linux'] },
      { dimension: 'action', values: ['iam:CreateUser'], frequency: 'rare', usual: [] },
    ],
  };
  const seen = (ProfileSubtype: string, Text: string[]) => ({
    ProfileType: 'FREQUENCY',
    ProfileSubtype,
    Observations: { Text },
  });
  expect(anomalyFrom(JSON.stringify(kept))).toEqual({
    Profiles: { userIdentity: { userAgents: [seen('FREQUENT', ['AWS CLI on Linux'])] } },
    Unusual: {
      Behavior: { userIdentity: { userAgents: seen('UNSEEN', ['pacu']), apis: seen('RARE', ['iam:CreateUser']) } },
    },
  });
  expect(anomalyFrom('')).toBeUndefined();
});

test('severities rise with the levels within what GuardDuty calls them, and frequencies are minutes', () => {
  expect(severityByRank).toEqual(severityByRank.toSorted((one, other) => one - other));
  expect([
    severityOf('low') < 4,
    severityOf('medium') < 7,
    severityOf('high') < 9,
    severityOf('critical') >= 9,
  ]).toEqual([true, true, true, true]);
  expect([millisecondsOf('FIFTEEN_MINUTES'), millisecondsOf('SIX_HOURS')]).toEqual([900_000, 21_600_000]);
  expect(() => millisecondsOf('DAILY')).toThrow('findingPublishingFrequency');
});
