import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'forks', // the in-process lake binds one data folder to a process
    maxWorkers: '100%', // the default leaves one processor out, of two that is half; one more than there are was slower
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/plain-reporter.ts'],
  },
});
