// Runs tests with one change in the code, which the disk never sees: what `scripts/mutation.ts` starts for each change.
import { resolve } from 'node:path';
import { startVitest } from 'vitest/node';
import { z } from 'zod';

const Change = z.object({ file: z.string(), start: z.number(), end: z.number(), text: z.string() }).nullable();
const [given = 'null', ...tests] = process.argv.slice(2);
const change = Change.parse(JSON.parse(given));

const plugin = {
  name: 'mutated',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    change !== null && id.split('?')[0] === resolve(change.file)
      ? code.slice(0, change.start) + change.text + code.slice(change.end)
      : undefined,
};
const vitest = await startVitest('test', tests, { run: true, bail: 1, reporters: [] }, { plugins: [plugin] });
await vitest.close();
