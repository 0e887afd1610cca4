// `npm run bench [-- NAME]`: runs one benchmark, or all of them one after the other. Each prints one table.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const all = readdirSync(join(root, 'bench'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3));
const wanted = process.argv[2];
if (wanted !== undefined && !all.includes(wanted)) {
  process.stderr.write(`There is no benchmark "${wanted}". There are: ${all.join(', ')}.\n`);
  process.exit(2);
}
spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' });
for (const name of wanted === undefined ? all : [wanted]) {
  process.stdout.write(`\n${name}\n`);
  const done = spawnSync(
    join(root, 'node_modules', '.bin', 'tsx'),
    ['--expose-gc', ...what(name), join(root, 'bench', `${name}.ts`), ...process.argv.slice(3)],
    { cwd: root, stdio: 'inherit', env: { ...process.env, YAGURA_BUILT_PAGE: join(root, 'dist', 'console') } },
  );
  if (done.status !== 0) process.exitCode = 1;
}

/** What users run is measured, the build; but for benchmarks that take files from behind a door, of the sources. */
function what(name) {
  return readFileSync(join(root, 'bench', `${name}.ts`), 'utf8').includes("from '../src/") ? [] : ['-C', 'built'];
}
