import { expect, test } from 'vitest';
import { settings } from './every-setting.ts';
import { Config } from './settings.ts';

const all = settings();
const settingAt = (path: string) => all.find((one) => one.path.join('.') === path);

test('every setting is there once, and each says what it is for', () => {
  const paths = all.map(({ path }) => path.join('.'));
  expect(new Set(paths).size).toBe(paths.length);
  expect(all.filter(({ about }) => about === '')).toEqual([]);
  expect(new Set(paths.map((path) => path.split('.')[0]))).toEqual(new Set(Object.keys(Config.shape)));
});

test('what is told of a setting where none is said is what it then is', () => {
  const config: unknown = Config.parse({});
  for (const { path, fallback } of all.filter((one) => one.fallback !== undefined))
    expect(
      path.reduce<unknown>(
        (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
        config,
      ),
    ).toEqual(fallback);
  expect(all.filter(({ fallback }) => fallback !== undefined).length).toBeGreaterThan(10);
});

test('lists are separated by commas, and what is made of names with values stands in the file alone', () => {
  expect(settingAt('web.behindProxy')).toMatchObject({ fallback: false, list: false, inFileAlone: false });
  expect(settingAt('rules.values')).toMatchObject({ list: false, inFileAlone: true });
  expect(all.filter(({ list, inFileAlone }) => list && inFileAlone)).toEqual([]);
  expect(all.filter(({ list }) => list).length).toBeGreaterThan(0);
});
