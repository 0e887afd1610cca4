// Runs tests with one change in the code, which the disk never sees, again and again in one process that stays warm:
// what `scripts/mutation.ts` starts, asks by messages, and starts anew where a change made an endless loop.
import { resolve } from 'node:path';
import { createVitest } from 'vitest/node';
import { z } from 'zod';
import vitestConfig from '../vitest.config.ts';
import type { Change } from './changes.ts';

const Asked = z.object({
  change: z.object({ file: z.string(), start: z.number(), end: z.number(), text: z.string() }).nullable(),
  tests: z.array(z.string()),
});

let change: Change | null = null;
const plugin = {
  name: 'mutated',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    change !== null && id.split('?')[0] === resolve(change.file)
      ? code.slice(0, change.start) + change.text + code.slice(change.end)
      : undefined,
};
const { testTimeout = 300_000, hookTimeout = 300_000, setupFiles = [] } = vitestConfig.test ?? {};
// Without the projects of vitest.config.ts, into which no plugin from here would come.
const options = {
  config: false as const,
  include: ['{src,test,console}/**/*.test.ts'],
  pool: 'forks',
  isolate: false,
  maxWorkers: 1,
  testTimeout,
  hookTimeout,
  setupFiles,
  watch: false,
  bail: 1,
  reporters: [],
};
const vitest = await createVitest('test', options, { plugins: [plugin] });
await vitest.standalone();
await vitest.globTestSpecifications();

process.on('message', (message) => void passes(Asked.parse(message)).then((passed) => process.send?.({ passed })));
process.on('disconnect', () => void vitest.close().then(() => process.exit()));
process.send?.({ passed: true });

/** Whether the tests pass with the change, or without any. */
async function passes(asked: z.infer<typeof Asked>): Promise<boolean> {
  for (const file of [change?.file, asked.change?.file]) if (file !== undefined) vitest.invalidateFile(resolve(file));
  ({ change } = asked);
  const files = asked.tests.map((file) => resolve(file));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    files.flatMap((file) => vitest.getModuleSpecifications(file)),
  );
  const modules = testModules.filter(({ moduleId }) => files.includes(moduleId)); // Vitest gives those of earlier runs too
  return unhandledErrors.length === 0 && modules.length > 0 && modules.every((one) => one.ok());
}
