import { expect, test } from 'vitest';
import { systemClock } from '#kernel';
import { openStore } from '#store';
import { preferencesOf, setPreference } from './preferences.ts';
import { webMigrations } from './tables.ts';

const rin = 'arn:aws:iam::000000000000:user/rin';
const ken = 'arn:aws:iam::000000000000:user/ken';

test('preferences are kept for each person alone, replaced and forgotten', async () => {
  await using store = await openStore({ path: ':memory:' });
  await store.migrate(webMigrations);
  const context = { store, clock: systemClock, homeAccount: '000000000000' };
  await setPreference({ name: 'theme', value: 'dark' }, rin, context);
  await setPreference({ name: 'theme', value: 'light' }, rin, context);
  await setPreference({ name: 'findings.views', value: '[]' }, rin, context);
  await setPreference({ name: 'theme', value: 'system' }, ken, context);
  expect(await preferencesOf(rin, context)).toEqual({ theme: 'light', 'findings.views': '[]' });
  await setPreference({ name: 'theme', value: null }, rin, context);
  expect(await preferencesOf(rin, context)).toEqual({ 'findings.views': '[]' });
  expect(await preferencesOf(ken, context)).toEqual({ theme: 'system' });
});

test('nobody fills the store: beyond two hundred names a new one is refused, an old one still changes', async () => {
  await using store = await openStore({ path: ':memory:' });
  await store.migrate(webMigrations);
  const context = { store, clock: systemClock, homeAccount: '000000000000' };
  for (let index = 0; index < 200; index++) await setPreference({ name: `n${index}`, value: '' }, rin, context);
  await expect(setPreference({ name: 'n200', value: '' }, rin, context)).rejects.toThrow('200 settings');
  await setPreference({ name: 'n1', value: 'again' }, rin, context);
  expect((await preferencesOf(rin, context))['n1']).toBe('again');
});
