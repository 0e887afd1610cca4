// `npm test [-- vitest arguments]`: every check on a fresh clone. Ends with `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { getPriority, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
install(root);
const bin = (name) => join(root, 'node_modules', '.bin', name);
const heading = (name) => process.stderr.write(`\n== ${name}\n`);
const tell = (name, passed) => {
  if (!passed) process.stderr.write(`${name} failed.\n`);
  return passed;
};

/** Whether a check passes; what it says stands together, since others run beside it. */
const check = ([name, command, ...args], priority) =>
  new Promise((resolve) => {
    const said = [];
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined && priority !== undefined) setPriority(child.pid, priority);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(text));
    child.on('error', ({ message }) => said.push(Buffer.from(`${message}\n`)));
    child.on('close', (status) => {
      heading(name);
      process.stderr.write(Buffer.concat(said));
      resolve(tell(name, status === 0));
    });
  });

// Nothing waits for these: they take what the tests leave of the processors. Nobody may go before where they stand.
const behind = Math.max(10, getPriority());

async function checked() {
  const passed = [];
  for (const one of [
    ['Types', bin('tsc'), '-p', 'tsconfig.json', '--noEmit'],
    ['Types of the console', bin('tsc'), '-p', 'console/tsconfig.json', '--noEmit'],
    ['Types of the end-to-end tests', bin('tsc'), '-p', 'test/e2e/tsconfig.json', '--noEmit'],
    ['Lint', bin('oxlint'), '--type-aware', '--deny-warnings'],
    ['Format', bin('oxfmt'), '--check'],
    ['Unused code', bin('knip')],
  ])
    passed.push(await check(one, behind));
  return passed;
}

/** Tests wait for the build alone: they start the built program, and a browser takes the built page. */
async function builtAndTested() {
  const built = await check(['Build', process.execPath, join(root, 'scripts', 'build.mjs')]);
  const dist = join(root, 'dist');
  if (built) Object.assign(process.env, { YAGURA_BUILT: dist, YAGURA_BUILT_PAGE: join(dist, 'console') });
  return { passed: [built], ...(await tested()) };
}

/** Runs the tests; test/plain-reporter.ts tells how many passed, failed and were skipped. */
const tested = (...wanted) =>
  new Promise((resolve) => {
    heading('Tests');
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
    const child = spawn(bin('vitest'), ['run', ...wanted], { cwd: root, stdio });
    let count = { passed: 0, failed: 0, skipped: 0 };
    child.on('message', (told) => (count = told));
    child.on('close', (status) => {
      // Tests that broke before they could count themselves are one that failed.
      if (status !== 0 && count.failed === 0) count = { ...count, failed: 1 };
      resolve({ count, tests: tell('Tests', status === 0) });
    });
  });

const wanted = process.argv.slice(2);
const [checks, { passed = [], count, tests }] =
  wanted.length > 0 ? [[], await tested(...wanted)] : await Promise.all([checked(), builtAndTested()]);
const [right, wrong] = [true, false].map((how) => [...checks, ...passed].filter((one) => one === how).length);
process.stdout.write(`${count.passed + right} passed, ${count.failed + wrong} failed, ${count.skipped} skipped\n`);
process.exit(tests && wrong === 0 ? 0 : 1);
