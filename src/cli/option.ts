import { Option } from 'commander';
import { z } from 'zod';
import { Fault, issueText, type Language } from '#kernel';
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

/** The folder that `--data` names, where nothing else is given. */
export const dataOf = (options: unknown): string | undefined => OnlyData.parse(options).data;
const OnlyData = z.object({ data: z.string().optional() });

/** `--rules`, as every command has it that can run on other people's rules alone. */
export const ruleFolders = (say: Say): Option =>
  repeated(
    '--rules <folder>',
    say({
      en: "use the Sigma rules of this folder or file instead of Yagura's own (may be given more than once)",
      ja: 'Yagura のルールの代わりに、このフォルダーまたはファイルの Sigma ルールを使う（複数回指定可）',
    }),
  );

/** What the options of a command say. Throws `Usage` that names the option and what it takes. */
export function optionsIn<Form extends z.ZodType>(form: Form, given: unknown): z.infer<Form> {
  const read = form.safeParse(given);
  if (read.success) return read.data;
  const wrong = (language: Language): string =>
    read.error.issues.map((issue) => `${flagOf(issue.path)}: ${issueText(issue)[language]}`).join('; ');
  throw new Fault('Usage', {
    en: `An option has a value that it does not take. ${wrong('en')}. Say --help to see what it takes.`,
    ja: `オプションの値が正しくありません（${wrong('ja')}）。--help で書き方を確かめてください。`,
  });
}

/** `endpointUrl` as it was written: `--endpoint-url`. */
const flagOf = (path: readonly PropertyKey[]): string =>
  `--${String(path[0]).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
