// `npm test [-- vitest arguments]`: every check on a fresh clone. Ends with `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
install(root);
const bin = (name) => join(root, 'node_modules', '.bin', name);
const run = (name, command, ...args) => {
  process.stderr.write(`\n== ${name}\n`);
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) process.stderr.write(`${name} failed.\n`);
  return done.status === 0;
};

const wanted = process.argv.slice(2);
const checks =
  wanted.length > 0
    ? []
    : [
        run('Types', bin('tsc'), '-p', 'tsconfig.json', '--noEmit'),
        run('Types of the console', bin('tsc'), '-p', 'console/tsconfig.json', '--noEmit'),
        run('Types of the end-to-end tests', bin('tsc'), '-p', 'test/e2e/tsconfig.json', '--noEmit'),
        run('Lint', bin('oxlint'), '--type-aware', '--deny-warnings'),
        run('Format', bin('oxfmt'), '--check'),
        run('Unused code', bin('knip')),
        run('Build', process.execPath, join(root, 'scripts', 'build.mjs')),
      ];
const failed = checks.filter((passed) => !passed).length;
// The reporter adds the checks to its count, so that the closing line speaks of everything.
process.env.YAGURA_CHECKS = `${checks.length - failed},${failed}`;
// Tests in a browser take the page that was just built, instead of building it once for each file.
if (checks.at(-1) === true) process.env.YAGURA_BUILT_PAGE = join(root, 'dist', 'console');
const tests = run('Tests', bin('vitest'), 'run', ...wanted);
process.exit(tests && failed === 0 ? 0 : 1);
