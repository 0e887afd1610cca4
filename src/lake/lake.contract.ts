import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { appending } from './append.contract.ts';
import { lines } from './append-lines.contract.ts';
import { questions } from './ask.contract.ts';
import { derived } from './derive.contract.ts';
import type { Lake } from './lake.ts';
import { retention } from './retain.contract.ts';
import { tables } from './schema.contract.ts';

/** What every lake does, in whatever place its engine runs. `open` opens the same empty lake each time. */
export function lakeContract(place: string, open: () => Promise<Lake>): void {
  describe(`A lake ${place}`, () => {
    let lake: Lake;
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'yagura-lines-'));
      lake = await open();
    });
    afterAll(async () => {
      await lake[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });
    tables(() => lake);
    appending(() => lake);
    lines(
      () => lake,
      () => folder,
    );
    derived(() => lake);
    retention(() => lake);
    questions(() => lake);
  });
}
