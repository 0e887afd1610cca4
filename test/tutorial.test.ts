// Opens no lake.
import { spawn } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Bench, type Ran } from './cli/program.ts';

// Runs docs/tutorial-photo-sharing.md as a reader would: files are written where the page says, the commands run one
// after the other in one shell, and what the page says they print, they must print.

const root = fileURLToPath(new URL('../', import.meta.url));

/** A fenced block of a page; `file` is the path that stands on the line before it. */
interface Block {
  readonly language: string;
  readonly file: string | undefined;
  readonly text: string;
}

const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/(?:^`([\w./-]+)`:\n\n)?^```(\w+)\n([^]*?)^```$/gm)].map(([, file, language = '', text = '']) => ({
    file,
    language,
    text,
  }));

const step = (index: number): string => `--- block ${index} ---`;

/** A block as shell: a file is written, a command given; a server goes on while the next commands are given. */
function shellOf({ file, language, text }: Block, index: number): string {
  if (file !== undefined) return `mkdir -p "$(dirname ${file})"\ncat > ${file} <<'END OF FILE'\n${text}END OF FILE\n`;
  if (language !== 'sh') return '';
  const commands = text.replace(/^bin\/yagura serve .*$/m, inBackground);
  return `echo '${step(index)}'\n${commands}`;
}

const inBackground = (command: string): string =>
  `${command} >server.log 2>&1 &\nSERVER=$!\nuntil grep -q 'Yagura is at' server.log; do kill -0 $SERVER; sleep 0.1; done`;

/** The commands of a page in one shell, which ends at the first that fails; what they print is kept in its order. */
async function runPage(blocks: readonly Block[], bench: Bench): Promise<Ran> {
  const path = await bench.write(
    'page.sh',
    [
      'set -e; exec 2>&1; trap \'[ -z "$SERVER" ] || { kill $SERVER; wait $SERVER || true; }\' EXIT',
      `node() { command node --import ${join(root, 'node_modules/tsx/dist/esm/index.mjs')} "$@"; }`,
      ...blocks.map(shellOf),
    ].join('\n'),
  );
  const environment = { PATH: process.env['PATH'], HOME: bench.folder, YAGURA_WEB_PORT: String(await freePort()) };
  const shell = spawn('bash', [path], { cwd: bench.folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  shell.stdout.on('data', (chunk) => (said.out += String(chunk)));
  shell.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const code = await new Promise<number | null>((resolve) => shell.on('close', resolve));
  return { code, ...said };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** What a checkout has: the program, the package by its name, hono and the client of AWS. */
async function asCheckout({ folder }: Bench): Promise<void> {
  await mkdir(join(folder, 'node_modules/yagura'), { recursive: true });
  await symlink(join(root, 'bin'), join(folder, 'bin'));
  await symlink(join(root, 'node_modules/@aws-sdk'), join(folder, 'node_modules/@aws-sdk'));
  await symlink(join(root, 'node_modules/hono'), join(folder, 'node_modules/hono'));
  await symlink(join(root, 'src'), join(folder, 'node_modules/yagura/src'));
  const exports = { './authz': './src/authz/library/authz.ts', './authz/hono': './src/authz/library/hono.ts' };
  await writeFile(join(folder, 'node_modules/yagura/package.json'), JSON.stringify({ name: 'yagura', exports }));
}

test('every file and every command of the tutorial on sharing photos works, and prints what the page says', async () => {
  await using bench = await Bench.open();
  await asCheckout(bench);
  const blocks = blocksOf(await readFile(join(root, 'docs/tutorial-photo-sharing.md'), 'utf8'));
  expect(blocks.length).toBeGreaterThan(15);
  expect(blocks.every(({ file, language }) => file !== undefined || ['sh', 'text'].includes(language))).toBe(true);

  const { code, out } = await runPage(blocks, bench);
  expect(code, out).toBe(0);
  for (const [index, { language, text }] of blocks.entries()) {
    if (language !== 'text') continue;
    const [, printed = ''] = out.split(`${step(index - 1)}\n`);
    expect(printed.split('--- block ')[0]).toContain(text.trimEnd());
  }
});
