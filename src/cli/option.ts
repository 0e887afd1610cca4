import { Option } from 'commander';
import type { Say } from './context.ts';

/** An option that takes one of a few words; any other word is refused with the list of them. */
export const oneOf = (flags: string, about: string, words: readonly string[], fallback?: string): Option => {
  const option = new Option(flags, about).choices(words);
  return fallback === undefined ? option : option.default(fallback);
};

/** An option that may be given more than once: its values in a list. `about` says so. */
export const repeated = (flags: string, about: string): Option =>
  new Option(flags, about).argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);

/** `--data`, as every command has it that reads or writes the data folder. */
export const dataFolder = (say: Say): Option =>
  new Option('--data <folder>', say({ en: 'folder that holds everything', ja: 'すべてを保存するフォルダー' }));

/** `--rules`, as every command has it that can run on other people's rules alone. */
export const ruleFolders = (say: Say): Option =>
  repeated(
    '--rules <folder>',
    say({
      en: "use these Sigma rules instead of Yagura's own (may be given more than once)",
      ja: 'Yagura のルールの代わりに、このフォルダーの Sigma ルールを使う（複数回指定可）',
    }),
  );
