import { afterAll, beforeAll, describe } from 'vitest';
import { folder } from '#kernel';
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
