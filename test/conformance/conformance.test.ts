import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folder } from '#kernel';
import { everyOperation } from '../../src/compose.ts';
import { conforms, type ServiceUnderTest } from './conformance.ts';
import { frontUnderTest, type FrontUnderTest } from './front.ts';

// Every operation that is done has its case in `cases/`: the official client, over HTTP, against the whole program.
const services = await folder<ServiceUnderTest>(new URL('cases/', import.meta.url));

let front: FrontUnderTest;
beforeAll(async () => {
  front = await frontUnderTest();
}, 180_000);
afterAll(() => front[Symbol.asyncDispose]());

for (const service of services) describe(service.client.name, () => conforms(service, () => front));

test('every operation of an AWS service that is done has a case', async () => {
  const done = (await everyOperation()).filter(({ service }) => service !== 'yagura');
  const tried = new Set(
    services.flatMap(({ client, cases }) =>
      cases.map(({ command }) => `${signed(client.name)}:${command.name.replace(/Command$/, '')}`),
    ),
  );
  expect(done.map(({ service, name }) => `${service}:${name}`).filter((name) => !tried.has(name))).toEqual([]);
});

/** `GuardDutyClient` signs for `guardduty`. */
const signed = (client: string): string => client.replace(/Client$/, '').toLowerCase();
