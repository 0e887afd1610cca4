import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'forks', // the in-process lake binds one data folder to a process
    maxWorkers: availableParallelism() + 1, // browsers and servers are waited for: a fifth of two processors lay idle
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/plain-reporter.ts'],
  },
});
