import { expect, test } from 'vitest';
import type { Behaviour } from './behaviour.ts';
import { asked, at, daily, made, materialFrom, type Said } from './made.contract.ts';
import { scoreInTurns, surprisingCalls } from './surprising-calls.ts';

const stranger = { address: '198.51.100.7', agent: 'pacu/1.6' };
const noticed = (about: string, now: readonly Behaviour[], thresholds = { bits: 8, sureBits: 14 }) =>
  surprisingCalls(asked(about, thresholds), materialFrom([...daily(90, 119), ...now]));
const key = (said: Said = {}) =>
  made({ time: at(120, 9), service: 'iam.amazonaws.com', action: 'CreateAccessKey', ...said });

test('a new place and tool together with a new deed is an anomaly of what the deed would serve', () => {
  const [found, ...more] = noticed('persistence', [key(stranger)]);
  expect(more).toEqual([]);
  expect(found?.measured.en).toMatch(
    /^In one hour the IAM user rin called iam:CreateAccessKey in a way that does not fit\./,
  );
  expect(found?.anomaly?.unusual.map(({ dimension }) => dimension).toSorted()).toEqual(['action', 'network', 'tool']);
  expect(noticed('discovery', [key(stranger)])).toEqual([]);
});

test('a new deed alone, or a new place alone, is work', () => {
  expect(noticed('persistence', [key()], { bits: 1, sureBits: 14 })).toEqual([]);
  expect(noticed('persistence', [key({ agent: stranger.agent })], { bits: 99, sureBits: 99 })).toEqual([]);
});

test('what has just enough is not sure', () => {
  const bits = Number(/scores ([\d.]+)/.exec(noticed('persistence', [key(stranger)])[0]?.measured.en ?? '')?.[1]);
  const sureOf = (sureBits: number) => noticed('persistence', [key(stranger)], { bits: 8, sureBits })[0]?.sure;
  expect([sureOf(bits - 0.1), sureOf(bits + 0.1)]).toEqual([true, false]);
});

test('calls of one caller in one hour are one finding, which the most surprising explains', () => {
  const found = noticed('persistence', [
    key({ ...stranger, action: 'CreateUser', calls: 500 }),
    key(stranger),
    key({ ...stranger, action: 'CreateLoginProfile', time: at(120, 10) }),
  ]);
  expect(found.map(({ time, evidence }) => [time, evidence.length])).toEqual([
    [at(120, 9), 2],
    [at(120, 10), 1],
  ]);
  expect(found[0]?.measured.en).toContain('iam:CreateUser, iam:CreateAccessKey'); // the one with the amount first;
});

test('the sentence names what is usual, in both languages', () => {
  const [found] = noticed('persistence', [key({ ...stranger, agent: 'Mozilla/5.0 (Windows NT 10.0)' })]);
  expect(found?.measured.en).toContain('tool browser on Windows never seen (usual: AWS CLI on Linux)');
  expect(found?.measured.ja).toContain('ツール ブラウザー（Windows）は初めて（通常は AWS CLI（Linux））');
  const [within] = noticed('persistence', [key({ ...stranger, address: '10.0.0.9' })]);
  expect(within?.measured.en).toContain('network private');
  expect(within?.measured.ja).toContain('ネットワーク プライベートは');
});

test('a bucket is named as single events name it, so that it is one resource', () => {
  const taken = { ...stranger, service: 's3.amazonaws.com', action: 'GetObject', bucket: 'ledger', reads: true };
  const resources = (region: string) =>
    noticed('s3-exfiltration', [key({ ...taken, region })]).map((one) => one.resource);
  expect([...resources('eu-west-1'), ...resources('cn-north-1')]).toEqual([
    'arn:aws:s3:::ledger',
    'arn:aws-cn:s3:::ledger',
  ]);
});

test('a bucket that the caller made in the same hour is set up, and nobody loses or opens anything', () => {
  const set = { ...stranger, service: 's3.amazonaws.com', bucket: 'uploads' };
  const opened = key({ ...set, action: 'PutBucketPublicAccessBlock' });
  const expires = key({ ...set, action: 'PutBucketLifecycle' });
  const created = (said: Said) => key({ ...set, action: 'CreateBucket', ...said });
  const topics = (...before: readonly Behaviour[]) =>
    ['s3-permission', 's3-delete'].map((about) => noticed(about, [...before, opened, expires]).length);
  expect(topics()).toEqual([1, 1]);
  expect(topics(created({}))).toEqual([0, 0]);
  expect(topics(created({ bucket: 'other' }))).toEqual([1, 1]);
  expect(topics(created({ error: 'BucketAlreadyExists' }))).toEqual([1, 1]);
  expect(topics(created({ time: at(120, 7) }))).toEqual([1, 1]);
});

test('what has no event to show is not told', () => {
  expect(noticed('persistence', [key({ ...stranger, places: [] })])).toEqual([]);
});

test('many are scored beforehand as they are when asked, and others have their turn meanwhile', async () => {
  const behaviours = Array.from({ length: 150 }, () => daily(90, 119)).flat();
  const material = materialFrom([...behaviours, key(stranger)]);
  let turns = 0;
  const counting = setInterval(() => turns++, 0);
  await scoreInTurns(material);
  clearInterval(counting);
  expect(turns).toBeGreaterThan(0);
  const question = asked('persistence', { bits: 8, sureBits: 14 });
  const found = surprisingCalls(question, material);
  expect(found).toHaveLength(1);
  expect(found).toEqual(surprisingCalls(question, { ...material })); // another material: scored when asked
});
