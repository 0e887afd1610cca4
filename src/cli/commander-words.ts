import { Help, type Command } from 'commander';
import type { Language } from '#kernel';
import { wide } from './table.ts';

/** Has commander speak the language of the terminal: its titles, what it adds to options, and its complaints. */
export function speak(program: Command, language: Language): Command {
  program.configureHelp(layout);
  if (language === 'en') return program;
  const plain = new Help();
  return program
    .helpOption('-h, --help', 'この説明を表示')
    .helpCommand('help [command]', 'コマンドの説明を表示')
    .configureHelp({
      ...layout,
      styleTitle: (title) => titles[title] ?? title,
      optionDescription: (option) => extras(plain.optionDescription(option)),
      argumentDescription: (argument) => extras(plain.argumentDescription(argument)),
    })
    .configureOutput({ outputError: (text, write) => write(complaint(text)) });
}

/** Has a command name the option that begins as an unknown one does: `--lang` is too far from `--language` for commander. */
export function suggestBeginnings(command: Command): void {
  const before = { ...command.configureOutput() };
  command.configureOutput({
    outputError: (text, write) => {
      const [, flag] = /^error: unknown option '(--.+)'\n$/.exec(text) ?? [];
      const longer = command.options.flatMap(({ long }) =>
        flag !== undefined && long?.startsWith(flag) ? [long] : [],
      );
      before.outputError?.(longer.length === 0 ? text : `${text}(Did you mean ${longer.join(', ')}?)\n`, write);
    },
  });
}

/** Commands are listed by their names: with their arguments beside them nothing would have room in 80 columns. */
const layout = { displayWidth: wide, subcommandTerm: (command: Command) => command.name() };

const titles: Readonly<Record<string, string>> = {
  'Usage:': '使い方:',
  'Arguments:': '引数:',
  'Options:': 'オプション:',
  'Commands:': 'コマンド:',
};

const extras = (about: string): string => about.replace('(choices: ', '(選択肢: ').replace('default: ', '既定値: ');

/** A complaint of commander in Japanese; one that is not listed stays as it is. */
const complaint = (text: string): string =>
  complaints.reduce((said, [english, japanese]) => said.replace(english, japanese), text);

const complaints: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.+)'$/m, 'エラー: オプション $1 はありません。'],
  [/^error: unknown command '(.+)'$/m, 'エラー: コマンド $1 はありません。'],
  [/^error: missing required argument '(.+)'$/m, 'エラー: 引数 <$1> が必要です。'],
  [/^error: option '(.+)' argument missing$/m, 'エラー: オプション $1 の値がありません。'],
  [/^error: required option '(.+)' not specified$/m, 'エラー: オプション $1 が必要です。'],
  [
    /^error: option '(.+)' argument '([^]*)' is invalid\. Allowed choices are (.+)\.$/m,
    'エラー: オプション $1 に "$2" は使えません。使えるのは $3 です。',
  ],
  [/^error: option '(.+)' cannot be used with option '(.+)'$/m, 'エラー: オプション $1 と $2 は同時に使えません。'],
  [
    /^error: too many arguments(?: for '(?:.+)')?\. Expected (\d+) arguments? but got (\d+)\.$/m,
    'エラー: 引数が多すぎます（$1 個のところに $2 個あります）。',
  ],
  [/^\(Did you mean (?:one of )?(.+)\?\)$/m, '（もしかして: $1）'],
];
