// Opens no lake.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { awsServices, serviceShape } from '#aws';
import { everyOperation } from '../src/compose.ts';
import { apiPage } from './api-page.ts';

test('docs/api.md says which operations are done (npm run reference writes it)', async () => {
  expect(readFileSync(new URL('../docs/api.md', import.meta.url), 'utf8')).toBe(await apiPage());
});

test('every operation of an AWS service bears a name that its client package knows', async () => {
  const shapes = new Map(await Promise.all(awsServices.map(async (name) => [name, await serviceShape(name)] as const)));
  const unknown = (await everyOperation()).filter(
    ({ service, name }) => service !== 'yagura' && shapes.get(service)?.operations.has(name) !== true,
  );
  expect(unknown.map(({ service, name }) => `${service}:${name}`)).toEqual([]);
});
