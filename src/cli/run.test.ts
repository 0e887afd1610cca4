import { readdir } from 'node:fs/promises';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { folder } from '#kernel';
import type { CommandFile } from './context.ts';
import { namedBy } from './run.ts';

const url = new URL('commands/', import.meta.url);
const names = (await readdir(url)).map((name) => name.replace(/\.ts$/, '')).toSorted();

describe('The files of a command', () => {
  it('are those that its words name, and all where none is named', () => {
    expect(namedBy(['keys', 'list'], names)).toEqual(['keys']);
    expect(namedBy(['policy', 'check', 'here'], names)).toEqual(['policy-check']);
    expect(namedBy(['policy', '--help'], names)).toEqual(names.filter((name) => name.startsWith('policy-')));
    expect(namedBy(['--version'], names)).toEqual([]);
    for (const words of [[], ['--help'], ['help', 'keys'], ['kyes']]) expect(namedBy(words, names)).toEqual(names);
  });

  it('bear the name of the command: each is found by what it adds', async () => {
    const files = await folder<CommandFile>(url);
    const context = new Proxy(Object(), {}); // nothing is run
    for (const [at, add] of files.entries()) {
      const program = new Command();
      add(program, context);
      const [command = program] = program.commands;
      const words = [command, ...(command.name() === 'policy' ? command.commands : [])].map((one) => one.name());
      expect(namedBy(words, names)).toEqual([names[at]]);
    }
  });
});
