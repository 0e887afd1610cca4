// `npm run build`: the server (tsc), the program put together of it and the page (vite), and the types of what programs
// import into dist/, side by side.
// What is up to date is left alone.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const shared = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tsconfig.types.json',
  'scripts/build.mjs',
  'scripts/program.config.ts',
];

/** The parts: what each is made from, what is thrown away before, how it is made, what must be there after. */
const parts = [
  {
    name: 'server',
    inputs: ['src'],
    // Files of an operation that is gone would still be found by the registries, so nothing old may stay.
    old: () =>
      existsSync(dist)
        ? readdirSync(dist).filter((name) => !['console', 'program'].includes(name) && !name.startsWith('.built-'))
        : [],
    command: ['typescript/bin/tsc', '-p', 'tsconfig.build.json'],
    made: 'main.js',
  },
  {
    name: 'program',
    inputs: ['src'],
    old: () => ['program'],
    command: ['vite/bin/vite.js', 'build', '--config', 'scripts/program.config.ts', '--logLevel', 'warn'],
    made: 'program/main.js',
  },
  {
    name: 'types',
    inputs: ['src'],
    old: () => [], // gone with those of the server
    command: ['typescript/bin/tsc', '-p', 'tsconfig.types.json'],
    made: 'authz/library/authz.d.ts',
  },
  {
    name: 'page',
    inputs: ['console'],
    old: () => ['console'],
    command: ['vite/bin/vite.js', 'build', '--config', 'console/vite.config.ts', '--logLevel', 'warn'],
    made: 'console/index.html',
  },
];

const started = performance.now();
mkdirSync(dist, { recursive: true });
const results = await Promise.all(parts.map(build));
writeFileSync(join(dist, 'package.json'), `${JSON.stringify({ type: 'module', imports: { '#*': './*/index.js' } })}\n`);
if (results.includes('failed')) process.exit(1);
await run(join(dist, 'keep-content.js'), []); // rules and knowledge may have changed where nothing else has
if (results.includes('built')) say(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);

async function build({ name, inputs, old, command, made }) {
  const stamp = join(dist, `.built-${name}`);
  const hash = hashOf([...shared, ...inputs]);
  const current = existsSync(stamp) && existsSync(join(dist, made)) && readFileSync(stamp, 'utf8') === hash;
  if (current) {
    utimesSync(join(dist, made), new Date(), new Date()); // bin/yagura asks when: a checkout may have touched sources
    return 'current';
  }
  say(`Building the ${name} ...`);
  rmSync(stamp, { force: true }); // an interrupted build is begun anew
  for (const file of old()) rmSync(join(dist, file), { recursive: true, force: true });
  const [script, ...rest] = command;
  const code = await run(join(root, 'node_modules', script), rest);
  if (code !== 0) {
    say(`The ${name} could not be built. What stands above says why; mend it and start again.`);
    return 'failed';
  }
  writeFileSync(stamp, hash);
  return 'built';
}

function run(script, args) {
  return new Promise((resolve) => {
    // Standard output belongs to whoever called; what a compiler says is for people.
    // Whoever calls may be a test, which vite would make a page for development for.
    const env = { ...process.env, NODE_ENV: 'production' };
    spawn(process.execPath, [script, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] }).on('close', resolve);
  });
}

/** One hash over names and contents; tests are no part of what is built. */
function hashOf(places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap((place) => filesIn(join(root, place))).sort()) {
    if (/\.(test|contract)\.ts$/.test(file)) continue;
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(place) {
  try {
    const entries = readdirSync(place, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error.code === 'ENOTDIR') return [place];
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
