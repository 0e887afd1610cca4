// `npm test [-- vitest arguments]`: every check on a fresh clone. Ends with `N passed, N failed, N skipped`.
import { spawn, spawnSync } from 'node:child_process';
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

/** Whether a check passes; what it says stands together, since another runs beside it. */
const check = (name, command, ...args) =>
  new Promise((resolve) => {
    const said = [];
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(text));
    child.on('error', ({ message }) => said.push(Buffer.from(`${message}\n`)));
    child.on('close', (status) => {
      heading(name);
      process.stderr.write(Buffer.concat(said));
      resolve(tell(name, status === 0));
    });
  });

/** Runs checks two at a time, in their order: most of them keep one processor busy. */
async function checked(all) {
  const [waiting, passed] = [all.entries(), []];
  const work = async () => {
    for (const [place, one] of waiting) passed[place] = await check(...one);
  };
  await Promise.all([work(), work()]);
  return passed;
}

const wanted = process.argv.slice(2);
const checks =
  wanted.length > 0
    ? []
    : await checked([
        ['Types', bin('tsc'), '-p', 'tsconfig.json', '--noEmit'],
        ['Types of the console', bin('tsc'), '-p', 'console/tsconfig.json', '--noEmit'],
        ['Types of the end-to-end tests', bin('tsc'), '-p', 'test/e2e/tsconfig.json', '--noEmit'],
        ['Lint', bin('oxlint'), '--type-aware', '--deny-warnings'],
        ['Format', bin('oxfmt'), '--check'],
        ['Unused code', bin('knip')],
        ['Build', process.execPath, join(root, 'scripts', 'build.mjs')],
      ]);
const failed = checks.filter((passed) => !passed).length;
// The reporter adds the checks to its count, so that the closing line speaks of everything.
process.env.YAGURA_CHECKS = `${checks.length - failed},${failed}`;
// Tests in a browser take the page that was just built, instead of building it once for each file.
if (checks.at(-1) === true) process.env.YAGURA_BUILT_PAGE = join(root, 'dist', 'console');
heading('Tests');
const { status } = spawnSync(bin('vitest'), ['run', ...wanted], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
const tests = tell('Tests', status === 0);
process.exit(tests && failed === 0 ? 0 : 1);
