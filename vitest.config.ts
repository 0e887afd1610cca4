import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Rooms whose tests open no lake and hold nothing else of the process: they share it, and load what they have in common once. */
const together = [
  'attack',
  'authz',
  'aws',
  'baselines',
  'intel',
  'kernel',
  'org',
  'sigma',
  'simulate',
  'sources',
  'store',
  'web',
].map((room) => `src/${room}/**/*.test.ts`);
together.push('console/**/*.test.ts', ...tellingSo());

/** Tests of the other rooms whose first line says that they open no lake. */
function tellingSo(): string[] {
  const tests = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  const files = tests.map((name) => `src/${name}`);
  return files.filter((file) => readFileSync(file, 'utf8').startsWith('// Opens no lake.'));
}

export default defineConfig({
  test: {
    pool: 'forks', // the in-process lake binds one data folder to a process
    maxWorkers: '100%', // the default leaves one processor out, of two that is half; one more than there are was slower
    testTimeout: 300_000, // the longest takes 20 s on two free processors; on a machine that works for others too it takes eight times that
    hookTimeout: 300_000,
    reporters: ['default', './test/plain-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      { extends: true, test: { name: 'apart', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], exclude: together } },
    ],
  },
});
