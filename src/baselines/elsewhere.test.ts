import { expect, test } from 'vitest';
import type { Behaviour } from './behaviour.ts';
import { elsewhere } from './elsewhere.ts';
import { asked, at, daily, made, materialFrom } from './made.contract.ts';

const role = { principalType: 'AssumedRole', principal: 'arn:aws:iam::111122223333:role/report', session: '' };
const lambda = { ...role, accessKey: 'ASIAIOSFODNN7EXAMPLE', address: '192.0.2.10' };
const away = { ...lambda, address: '198.51.100.7', agent: 'Boto3/1.40.55 os/linux' };

const noticed = (about: string, now: readonly Behaviour[], before: readonly Behaviour[] = daily(100, 119, lambda)) =>
  elsewhere(asked(about, { bits: 3 }), materialFrom([...before, ...now]));
const on = (said: Partial<Behaviour>, hour = 9) => made({ time: at(120, hour), ...said });

test('a program that works from another network with another tool is told, with what is usual', () => {
  const [found, ...more] = noticed('program', [on(away)]);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ time: at(120, 9), subject: role.principal });
  expect(found?.measured.en).toBe(
    `${role.principal} was used from 198.51.100.7 with Boto3 on Linux. Usual are 192.0.0.0/16 with AWS CLI on Linux.`,
  );
});

test('another network alone, or another tool alone, is a release or a move', () => {
  expect(noticed('program', [on({ ...away, agent: 'aws-cli/2.31.9 os/linux' })])).toEqual([]);
  expect(noticed('program', [on({ ...away, address: '192.0.2.77' })])).toEqual([]);
});

test('a private network, a browser and CloudShell say nothing of where a key is', () => {
  expect(noticed('program', [on({ ...away, address: '10.0.0.1' })])).toEqual([]);
  expect(noticed('program', [on({ ...away, agent: 'Mozilla/5.0 (X11; Linux)' })])).toEqual([]);
  expect(noticed('program', [on({ ...away, agent: 'aws-cli/2 exec-env/CloudShell' })])).toEqual([]);
});

test('whoever changes the tool every day surprises nobody with another', () => {
  const curious = daily(100, 119, lambda).map((one, day) => ({ ...one, agent: `tool${day}/1.0` }));
  expect(noticed('program', [on(away)], curious)).toEqual([]);
});

test('people and instances are left to other studies', () => {
  const person = { ...lambda, session: 'rin@example.com' };
  expect(noticed('program', [on({ ...away, session: 'rin@example.com' })], daily(100, 119, person))).toEqual([]);
  const instance = { ...lambda, session: 'i-0123abcd' };
  expect(noticed('program', [on({ ...away, session: 'i-0123abcd' })], daily(100, 119, instance))).toEqual([]);
});

test('one key at home and elsewhere in the same hour is told as that, and not as a program that moved', () => {
  const both = [on(lambda), on(away)];
  expect(noticed('program', both)).toEqual([]);
  expect(noticed('meanwhile', both).map(({ measured }) => measured.en)).toEqual([
    `${role.principal} was used from 198.51.100.7 with Boto3 on Linux in the same hour. Usual are 192.0.0.0/16 with AWS CLI on Linux.`,
  ]);
  expect(noticed('meanwhile', [on(lambda, 8), on(away, 9)])).toEqual([]); // an hour later
  const other = { ...away, accessKey: 'ASIAI44QH8DHBEXAMPLE' };
  expect(noticed('meanwhile', [on(lambda), on(other)])).toEqual([]); // another key
});

test('calls of one hour from one address are one finding with the evidence of all', () => {
  const calls = ['ListBuckets', 'GetObject', 'PutObject'].map((action) => on({ ...away, action }));
  const found = noticed('program', [...calls, on({ ...away, address: '203.0.113.9' })]);
  expect(found.map(({ evidence }) => evidence.length)).toEqual([3, 1]);
});
