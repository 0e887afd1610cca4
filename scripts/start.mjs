// `npm start [-- PATH...]`: installs, builds, serves. Needs nothing but Node and npm.
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';

const npm = process.env.npm_lifecycle_event === undefined ? undefined : process.ppid; // it may end during the build
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Yagura needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one from nodejs.org.\n`,
  );
  process.exit(2);
}
install(root);
const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);

// Paths are meant from where the user stands, which npm keeps in INIT_CWD.
const cwd = process.env.INIT_CWD ?? root;
const server = spawn(process.execPath, [join(root, 'dist', 'program', 'main.js'), 'serve', ...process.argv.slice(2)], {
  cwd,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
// npm passes a signal to its shell alone, which ends without passing it on: the server would hold its port forever.
if (npm !== undefined) setInterval(() => process.ppid !== npm && server.kill('SIGTERM'), 500).unref();
server.on('exit', (code) => process.exit(code ?? 1));
