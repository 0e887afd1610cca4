import { languageOf, loadConfig, silent, systemClock } from '#kernel';
import type { CommandContext } from './context.ts';
import { runCommand } from './run.ts';

/** How a command ended, and what it said. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

type Given = Partial<Pick<CommandContext, 'operations'>> & {
  readonly environment?: Readonly<Record<string, string>>;
};

/** Runs a command in this process, which starts at once, on what is given as open. */
export async function runInProcess(words: readonly string[], given: Given = {}): Promise<Ran> {
  const said = { out: '', err: '' };
  const { environment = {} } = given;
  const code = await runCommand(words, {
    terminal: {
      out: (text) => void (said.out += `${text}\n`),
      err: (text) => void (said.err += `${text}\n`),
      progress: silent,
      interactive: false,
      columns: 200,
    },
    language: languageOf({ environment, flags: {} }),
    clock: systemClock,
    version: '0.0.0',
    config: (flags = {}) => loadConfig({ environment, flags }),
    library: absent,
    importer: absent,
    scratch: () => ({ open: absent, [Symbol.asyncDispose]: async () => undefined }),
    lakeServer: absent,
    serve: absent,
    signInLink: absent,
    operations: given.operations ?? absent,
    administration: absent,
    stopped: absent,
  });
  return { code, ...said };
}

const absent = async (): Promise<never> => {
  throw new Error('This command was expected to open no data.');
};
