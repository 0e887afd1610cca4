import type { Reporter, TestModule } from 'vitest/node';

/**
 * Closes a test run with one plain line: `N passed, N failed, N skipped`. To scripts/test.mjs the figures are handed,
 * which closes with them and with the checks that ran beside the tests (types, lint, ...).
 */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++;
      // A file that does not even load has no tests to count, but it has failed.
      if (module.errors().length > 0) count.failed++;
    }
    const [passed, failed, skipped] = [count.passed, count.failed, count.skipped + count.pending];
    if (process.send === undefined) process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    else process.send({ passed, failed, skipped });
  }
}
