// Opens no lake.
import { expect, test } from 'vitest';
import { madeFinding } from '../findings/made-finding.contract.ts';
import { actorOf } from './actor.ts';
import { trafficSentence } from './traffic.ts';

const said = (principal: string, table = 'network_activity', event = {}) =>
  trafficSentence(madeFinding({ principal }), actorOf({ table, event }));

test('a call is no traffic, and of nobody nothing is said', () => {
  expect(said('i-0123456789abcdef0', 'api_activity')).toBeUndefined();
  expect(said('')).toBeUndefined();
});

test('a machine is called by what its name is', () => {
  expect(said('i-0a1b')?.en).toContain('traffic of the EC2 instance i-0a1b in account 111122223333.');
  expect(said('eni-0a1b')?.ja).toContain('ネットワークインターフェイス eni-0a1b による通信です。');
  expect(said('2001:db8::1')?.en).toContain('the address 2001:db8::1');
  expect(said('192.0.2.7')?.en).toContain('the address 192.0.2.7');
  expect(said('192.0.2.7')?.ja).toBe('アカウント 111122223333 のアドレス 192.0.2.7 による通信です。');
  expect(said('i-0a1b')?.ja).toContain('111122223333 の EC2 インスタンス i-0a1b による');
});

test('a name of hexadecimal letters is no address', () => {
  expect(said('facade', 'http_activity')?.en).toBe('These are web requests of facade in account 111122223333.');
});

test('each log is called by what it holds, and the address and place stand behind the name', () => {
  const place = { network: 'Net', countryName: { en: 'Japan', ja: '日本' } };
  const actor = actorOf({ table: 'dns_activity', event: { srcaddr: '10.0.0.7' } });
  expect(trafficSentence(madeFinding({ principal: 'i-0a1b', account: '' }), actor, place)).toEqual({
    en: 'These are DNS queries of the EC2 instance i-0a1b (10.0.0.7, Japan, Net).',
    ja: 'EC2 インスタンス i-0a1b（10.0.0.7、日本、Net）による DNS クエリです。',
  });
});
