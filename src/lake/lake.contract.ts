import { afterAll, beforeAll, describe } from 'vitest';
import { appending } from './append.contract.ts';
import { manyRows } from './append-many.contract.ts';
import { questions } from './ask.contract.ts';
import { derived } from './derive.contract.ts';
import type { Lake } from './lake.ts';
import { retention } from './retain.contract.ts';
import { tables } from './schema.contract.ts';

/** What every lake does, in whatever place its engine runs. `open` opens the same empty lake each time. */
export function lakeContract(place: string, open: () => Promise<Lake>): void {
  describe(`A lake ${place}`, () => {
    let lake: Lake;
    beforeAll(async () => {
      lake = await open();
    });
    afterAll(() => lake[Symbol.asyncDispose]());
    tables(() => lake);
    appending(() => lake);
    manyRows(() => lake);
    derived(() => lake);
    retention(() => lake);
    questions(() => lake);
  });
}
