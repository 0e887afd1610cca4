import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openTerminal, runCommand } from '#cli';
import { installation, languageOf, loadConfig, processEnvironment, sentenceOf, systemClock, textOf } from '#kernel';
import { openScratch } from './scratch.ts';

const manifest: unknown = JSON.parse(readFileSync(join(installation, 'package.json'), 'utf8'));
const { version } = z.object({ version: z.string() }).parse(manifest);
const environment = processEnvironment();
// A checkout, which has sources, keeps its data in itself, whether `npm start` served from it before or not.
const data = existsSync(join(installation, 'src')) ? join(installation, '.yagura') : undefined;
const file = environment['YAGURA_CONFIG'];
const language = languageOf({ environment, flags: {}, file });
const terminal = openTerminal(process.stdout, process.stderr, { now: () => performance.now(), language });
// A reader that goes away (`yagura detect ... | head`) is no fault; a disk that is full is one, and the other stream tells it.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    const why = textOf(error);
    const said = {
      en: `The output cannot be written: ${why.en}. What stands there is not all; mend that and run the command again.`,
      ja: `出力に書き込めません（${why.ja}）。出力は途中で切れています。原因を取り除いてから、もう一度実行してください。`,
    };
    if (stream === process.stdout) terminal.err(said[language]);
    process.exit(1);
  });
process.on('uncaughtException', (error) => {
  const said = {
    en: `Yagura met something that it did not expect: ${sentenceOf(error)}. Please report it with what you did.`,
    ja: `予期しないことが起きました（${textOf(error).ja}）。何をしたかを添えて報告してください。`,
  };
  terminal.err(said[language]);
  process.exit(1);
});

/** The signal by which somebody asked the process to end. */
let asked: NodeJS.Signals = 'SIGTERM';
// The engine of the lake cannot be left in the middle of a statement: an exit in order waits for it or crashes.
const abandon = (): void => void process.kill(process.pid, asked);

const code = await runCommand(process.argv.slice(2), {
  terminal,
  language,
  clock: systemClock,
  version,
  config: (flags = {}) => loadConfig({ data, environment, flags, file }),
  // Loaded when they are needed: `detect` should not wait for databases and a web server, nor `call` for rules.
  library: async (config, folders) => (await import('./library.ts')).openLibrary(config, folders),
  importer: async (config) => (await import('./importer.ts')).openImporter(config, systemClock, abandon),
  scratch: (config) => openScratch(config),
  lakeServer: async (url) => (await import('#lake')).openLake({ url }),
  serve: async (config, inputs) =>
    (await import('./serve.ts')).serve({ config, inputs, clock: systemClock, progress: terminal.progress, version }),
  signInLink: async (config, person) => (await import('./serve.ts')).signInLink(config, systemClock, person),
  operations: async (config) => (await import('./machine.ts')).openOperations(config, systemClock),
  administration: async (config) => (await import('./own-machine.ts')).openAdministration(config, systemClock),
  stopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
        process.once(signal, () => {
          asked = signal;
          resolve();
        });
    }),
});
// INVARIANT: what was said is read before the process ends: a slow reader at the other end of a pipe would lose the rest.
await Promise.all([process.stdout, process.stderr].map(flushed));
process.exit(code);

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write('', () => resolve()));
}
