import { Command, CommanderError } from 'commander';
import { Fault, firstThrown, folder, textOf } from '#kernel';
import { speak, suggestBeginnings } from './commander-words.ts';
import type { CommandContext, CommandFile } from './context.ts';

/** What the process gives a command. */
type Given = Omit<CommandContext, 'exitWith' | 'say'>;

/**
 * Runs what the command line says. Resolves with the exit code: 0, 1 when something was wrong with the input
 * or `--fail-on` holds, 2 when the command line itself cannot be understood. Never throws.
 */
export async function runCommand(words: readonly string[], given: Given): Promise<number> {
  let exit = 0;
  const context: CommandContext = {
    ...given,
    say: (text) => text[given.language],
    exitWith: (code) => void (exit = Math.max(exit, code)),
  };
  const program = programOf(context);
  const commands = await folder<CommandFile>(new URL('commands/', import.meta.url), (names) => namedBy(words, names));
  for (const add of commands) add(program, context);
  for (const command of program.commands) pointToHelp(command, `yagura ${command.name()}`, context);
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exit;
  } catch (error) {
    return exitOf(firstThrown(error), context);
  }
}

function programOf({ terminal, language, say, version }: CommandContext): Command {
  const program = new Command('yagura')
    .description(
      say({
        en: 'A watchtower for AWS accounts: reads your logs, finds attacks, explains each finding.',
        ja: 'AWS アカウントの物見櫓。ログを読み、攻撃を見つけ、ひとつずつ説明します。',
      }),
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .showHelpAfterError(
      say({
        en: 'Say yagura --help to see every command.',
        ja: 'コマンドの一覧は yagura --help で見られます。',
      }),
    );
  return speak(program, language).version(
    version,
    '-V, --version',
    say({ en: 'tell the version', ja: 'バージョンを表示' }),
  );
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

function pointToHelp(command: Command, name: string, context: CommandContext): void {
  const help = { en: `Say ${name} --help to see what it takes.`, ja: `使い方は ${name} --help で見られます。` };
  command.exitOverride().showHelpAfterError(context.say(help));
  suggestBeginnings(command);
  for (const inner of command.commands) pointToHelp(inner, `${name} ${inner.name()}`, context);
}

function exitOf(error: unknown, { terminal, language, say }: CommandContext): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Fault) {
    terminal.err(error.text[language]);
    return error.exit;
  }
  terminal.err(
    say({
      en: `Yagura met something that it did not expect: ${textOf(error).en.replace(/\.$/, '')}. Please report it with the command that you ran.`,
      ja: `予期しないことが起きました（${textOf(error).ja}）。実行したコマンドを添えて報告してください。`,
    }),
  );
  return 1;
}
