import { constants } from 'node:fs';
import { access, mkdir, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Fault, sentenceOf, type Config } from '#kernel';
import type { CommandContext, CommandFile, ScratchPlace } from '../context.ts';
import { dataFolder as dataOption } from '../option.ts';
import { visible } from '../visible.ts';

const Options = z.object({ data: z.string().optional() });

/** One thing that must hold: what was looked at, and a sentence with the remedy when it does not. */
interface Check {
  readonly name: string;
  readonly look: (config: Config, context: CommandContext) => Promise<string>;
}

/** `yagura doctor`: looks at everything that Yagura needs and says what is wrong and how to mend it. */
const doctor: CommandFile = (program, context) => {
  program
    .command('doctor')
    .description('Look at everything that Yagura needs, and say how to mend what is wrong')
    .addOption(dataOption())
    .action((options: unknown) => run(Options.parse(options), context));
};
export default doctor;

async function run(options: z.infer<typeof Options>, context: CommandContext): Promise<void> {
  const config = context.config({ data: options.data });
  for (const { name, look } of checks) {
    try {
      context.terminal.out(visible(`ok     ${name}: ${await look(config, context)}`));
    } catch (error) {
      context.terminal.out(visible(`WRONG  ${name}: ${sentenceOf(error)}`));
      context.exitWith(1);
    }
  }
}

const checks: readonly Check[] = [
  { name: 'Node', look: () => Promise.resolve(nodeVersion(process.versions.node)) },
  { name: 'Data folder', look: ({ data }) => dataFolder(data) },
  { name: 'Room on the disk', look: ({ data }) => room(data) },
  { name: 'Rules', look: rules },
  { name: 'Lake and store', look: databases },
  { name: 'Port', look: port },
];

function nodeVersion(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return version;
  throw new Error(`${version} is too old; install Node 20.19 or newer from nodejs.org.`);
}

async function dataFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw new Error(
      `${folder} cannot be written (${sentenceOf(error)}); make it yours with chown or chmod, or choose another with --data.`,
      { cause: error },
    );
  }
  return folder;
}

const enough = 2_000_000_000;

async function room(folder: string): Promise<string> {
  const { bavail, bsize } = await statfs(await nearest(folder));
  const free = bavail * bsize;
  const shown = `${(free / 1_000_000_000).toFixed(1)} GB free`;
  if (free < enough)
    throw new Error(`${shown} in ${folder}; free at least 2 GB, or choose another folder with --data.`);
  return shown;
}

/** The folder, or what there is of the way to it. */
async function nearest(folder: string): Promise<string> {
  const there = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return there || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

async function rules(config: Config, context: CommandContext): Promise<string> {
  const { book } = await context.library(config);
  const [problem] = book.problems;
  if (problem)
    throw new Error(
      `${book.problems.length} cannot be used, the first ${problem.file}:${problem.line}: ${problem.sentence} ${problem.remedy}`,
    );
  return `${book.all.length} are in force`;
}

/** Looked at without making a data folder: `serve` takes one that has a lake for somebody's logs. */
async function databases(config: Config, context: CommandContext): Promise<string> {
  try {
    await using machine = await context.operations(config);
    const { lake, store } = System.parse(await machine.call('yagura', 'GetSystem', {}));
    return `ClickHouse ${lake.place}, ${store.dialect}${machine.running ? `, open by the server at ${machine.url}` : ''}`;
  } catch (error) {
    if (error instanceof Fault && error.code === 'NotFound') return engine(context.scratch(config));
    throw error;
  }
}

async function engine(place: ScratchPlace): Promise<string> {
  await using scratch = place;
  if ((await scratch.open()) !== undefined) return 'nothing is kept yet; the engine works';
  throw new Error('chdb is not installed; npm install chdb, or name a ClickHouse server in lake.url.');
}

const System = z.object({ lake: z.object({ place: z.string() }), store: z.object({ dialect: z.string() }) });

async function port({ web, data }: Config, context: CommandContext): Promise<string> {
  try {
    return await free(web);
  } catch (error) {
    const machine = await context.administration(context.config({ data })).catch(() => undefined);
    await machine?.[Symbol.asyncDispose]();
    if (machine?.running && machine.url.endsWith(`:${web.port}`)) return `Yagura answers at ${machine.url}`;
    throw error;
  }
}

function free({ port: number, host }: Config['web']): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) =>
      reject(
        new Error(
          `${host}:${number} cannot be listened on (${error.message}); stop what uses it, or choose another with: yagura serve --port`,
        ),
      ),
    );
    server.listen(number, host, () => server.close(() => resolve(`${host}:${number} is free`)));
  });
}
