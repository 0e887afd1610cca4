import { Option } from 'commander';

/** An option that takes one of a few words; any other word is refused with the list of them. */
export const oneOf = (flags: string, about: string, words: readonly string[], fallback?: string): Option => {
  const option = new Option(flags, about).choices(words);
  return fallback === undefined ? option : option.default(fallback);
};

/** An option that may be given more than once: its values in a list. */
export const repeated = (flags: string, about: string): Option =>
  new Option(flags, `${about} (may be given more than once)`).argParser(
    (value: string, before: string[] | undefined) => [...(before ?? []), value],
  );

/** `--data`, as every command has it that reads or writes the data folder. */
export const dataFolder = (): Option => new Option('--data <folder>', 'folder that holds everything');

/** `--rules`, as every command has it that can run on other people's rules alone. */
export const ruleFolders = (): Option => repeated('--rules <folder>', "use these Sigma rules instead of Yagura's own");
