import { defineConfig } from 'vitest/config';
import { unitTests } from './test/unit-tests.ts';

const together = unitTests();

export default defineConfig({
  test: {
    pool: 'forks', // the in-process lake binds one data folder to a process
    maxWorkers: '100%', // the default leaves one processor out, of two that is half; one more than there are was slower
    testTimeout: 300_000, // the longest takes 20 s on two free processors; on a machine that works for others too it takes eight times that
    hookTimeout: 300_000,
    server: { deps: { external: [/^(?!.*node_modules).*\/dist\/.*\.js$/] } }, // what was built is loaded as it is
    setupFiles: ['./test/seed.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      { extends: true, test: { name: 'apart', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], exclude: together } },
    ],
  },
});
