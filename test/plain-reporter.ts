import type { Reporter, TestModule } from 'vitest/node';

/**
 * Closes a test run with one plain line: `N passed, N failed, N skipped`. The checks that ran before
 * the tests (types, lint, ...) are handed over by scripts/test.mjs and count too.
 */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const [checksPassed = 0, checksFailed = 0] = (process.env['YAGURA_CHECKS'] ?? '').split(',').map(Number);
    const count = { passed: checksPassed, failed: checksFailed + errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++;
      // A file that does not even load has no tests to count, but it has failed.
      if (module.errors().length > 0) count.failed++;
    }
    process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped\n`);
  }
}
