import { expect, test } from 'vitest';
import type { Behaviour } from './behaviour.ts';
import { asked, at, daily, made, materialFrom, worldOf } from './made.contract.ts';
import { impossibleTravel } from './travel.ts';

const [tokyo, osaka, paris] = ['192.0.2.10', '198.51.100.7', '203.0.113.9'];
const world = worldOf({
  [tokyo]: {
    latitude: 35.68,
    longitude: 139.69,
    city: 'Tokyo',
    country: 'JP',
    countryName: { en: 'Japan', ja: '日本' },
  },
  [osaka]: { latitude: 34.69, longitude: 135.5, city: 'Osaka', country: 'JP' },
  [paris]: { latitude: 48.85, longitude: 2.35, country: 'FR', countryName: { en: 'France', ja: 'フランス' } },
  '198.51.100.99': { latitude: 48.85, longitude: 2.35, network: 'DigitalOcean, LLC' },
});
const question = (about: string) => asked(about, { kilometres: 500, kilometresAnHour: 900 });

const noticed = (stops: readonly Behaviour[], about = 'keys') =>
  impossibleTravel(question(about), materialFrom(stops, world));

const seen = (address: string, hour: number, said: Partial<Behaviour> = {}) =>
  made({ time: at(100, hour), address, ...said });

test('a person at two places between which nobody travels so fast is told with places, time and distance', () => {
  expect(noticed([seen(tokyo, 9), seen(paris, 10)])).toMatchObject([
    {
      time: at(100, 10),
      subject: 'arn:aws:iam::111122223333:user/rin',
      measured: {
        en: `the IAM user rin was at ${tokyo} (Tokyo, Japan) and 60 minutes later at ${paris} (France), 9,714 km away.`,
        ja: `IAM ユーザー rin は ${tokyo}（Tokyo, 日本）から使われ、60 分後に 9,714 km 離れた ${paris}（フランス）から使われました。`,
      },
    },
  ]);
});

test('the evidence begins with where the person should not be', () => {
  const [found] = noticed([seen(tokyo, 9), seen(paris, 10)]);
  expect(found?.evidence.map(([time]) => Number(time))).toEqual([at(100, 10), at(100, 9)]);
});

test('as fast as an aeroplane, or nearby, is no surprise', () => {
  expect(noticed([seen(tokyo, 9), seen(paris, 19)])).toHaveLength(1); // ten hours: 971 km/h
  expect(noticed([seen(tokyo, 9), seen(paris, 20)])).toEqual([]); // eleven hours: 883 km/h
  expect(noticed([seen(tokyo, 9), seen(osaka, 9)])).toEqual([]); // 400 km
});

test('what happens at one moment is told from what stays: time never runs backwards', () => {
  expect(noticed([seen(tokyo, 9), seen(paris, 9)])).toHaveLength(1);
});

test('programs, instances, refused calls, private places, clouds and VPNs travel as they like', () => {
  const elsewhere = (said: Partial<Behaviour>) => noticed([seen(tokyo, 9, said), seen(paris, 10, said)]);
  expect(elsewhere({ principalType: 'AssumedRole', principal: 'role/deploy', session: 'build' })).toEqual([]);
  expect(elsewhere({ session: 'i-0123abcd' })).toEqual([]);
  expect(elsewhere({ error: 'AccessDenied' })).toEqual([]);
  expect(noticed([seen(tokyo, 9), seen('10.0.0.1', 10)])).toEqual([]);
  expect(noticed([seen(tokyo, 9), seen('198.51.100.99', 10)])).toEqual([]);
  const person = { principalType: 'AssumedRole', principal: 'role/deploy', session: 'rin@example.com' };
  expect(elsewhere(person)).toHaveLength(1);
});

test('a network that the person used on an earlier day is theirs', () => {
  expect(noticed([...daily(95, 99, { address: paris }), seen(tokyo, 9), seen(paris, 10)])).toEqual([]);
});

test('the sign-in to the console and the use of keys are asked for apart', () => {
  const stops = [seen(tokyo, 9), seen(paris, 10, { action: 'ConsoleLogin', service: 'signin.amazonaws.com' })];
  expect(noticed(stops, 'keys')).toEqual([]);
  expect(noticed(stops, 'console')).toHaveLength(1);
});

test('without a database of positions nothing is claimed', () => {
  const blind = { ...world, knows: { ...world.knows, positions: false } };
  expect(impossibleTravel(question('keys'), materialFrom([seen(tokyo, 9), seen(paris, 10)], blind))).toEqual([]);
});
