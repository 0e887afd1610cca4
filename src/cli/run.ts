import { Command, CommanderError } from 'commander';
import { Fault, folder, sentenceOf, type Language } from '#kernel';
import type { CommandContext, CommandFile } from './context.ts';

/**
 * Runs what the command line says. Resolves with the exit code: 0, 1 when something was wrong with the input
 * or `--fail-on` holds, 2 when the command line itself cannot be understood. Never throws.
 */
export async function runCommand(words: readonly string[], context: Omit<CommandContext, 'exitWith'>): Promise<number> {
  let exit = 0;
  const program = new Command('yagura')
    .description('A watchtower for AWS accounts: reads your logs, finds attacks, explains each finding.')
    .version(context.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.err(text.trimEnd()),
    })
    .showHelpAfterError('Say yagura --help to see every command.');
  const whole: CommandContext = { ...context, exitWith: (code) => void (exit = Math.max(exit, code)) };
  const commands = await folder<CommandFile>(new URL('commands/', import.meta.url), (names) => namedBy(words, names));
  for (const add of commands) add(program, whole);
  for (const command of program.commands) pointToHelp(command, `yagura ${command.name()}`);
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exit;
  } catch (error) {
    return exitOf(error, context);
  }
}

/**
 * The files of the command that the words name: `keys list` is in `keys`, `policy check` in `policy-check`. All files
 * where they name none, for help speaks of every command; none for the version. One takes a fraction of the time of all.
 */
export function namedBy([group = '', command = '']: readonly string[], names: readonly string[]): string[] {
  if (['-V', '--version'].includes(group)) return [];
  const wanted = [
    names.filter((name) => name === `${group}-${command}`),
    names.filter((name) => name === group || name.startsWith(`${group}-`)),
    [...names],
  ];
  return wanted.find(({ length }) => length > 0) ?? [];
}

function pointToHelp(command: Command, name: string): void {
  command.exitOverride().showHelpAfterError(`Say ${name} --help to see what it takes.`);
  for (const inner of command.commands) pointToHelp(inner, `${name} ${inner.name()}`);
}

function exitOf(error: unknown, context: Omit<CommandContext, 'exitWith'>): number {
  const { terminal } = context;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Fault) {
    terminal.err(error.text[languageOf(context)]);
    return error.exit;
  }
  terminal.err(
    `Yagura met something that it did not expect: ${sentenceOf(error)}. Please report it with the command that you ran.`,
  );
  return 1;
}

/** The language of the terminal; English where the configuration itself is what is wrong. */
function languageOf({ config }: Pick<CommandContext, 'config'>): Language {
  try {
    return config().language;
  } catch {
    return 'en';
  }
}
