// Opens no lake.
import { readdir } from 'node:fs/promises';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { folder, type Language, type Text } from '#kernel';
import type { CommandFile } from './context.ts';
import { runInProcess } from './in-process.contract.ts';
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
    for (const [at, add] of files.entries()) {
      const program = new Command();
      add(program, said('en'));
      const [command = program] = program.commands;
      const words = [command, ...(command.name() === 'policy' ? command.commands : [])].map((one) => one.name());
      expect(namedBy(words, names)).toEqual([names[at]]);
    }
  });

  it('say in Japanese what every command, argument and option is for', async () => {
    const program = new Command();
    for (const add of await folder<CommandFile>(url)) add(program, said('ja'));
    const commands = program.commands.flatMap((command) => [command, ...command.commands]);
    expect(commands.length).toBeGreaterThan(30);
    for (const command of commands)
      for (const about of [
        command.description(),
        ...[...command.registeredArguments, ...command.options].map(({ description }) => description),
      ])
        if (about !== '') expect(about, command.name()).toMatch(/[\u3041-\u9fff]/);
  });
});

describe('A Japanese terminal', () => {
  const asked = (...words: string[]) => runInProcess(words, { environment: { LC_ALL: 'ja_JP.UTF-8' } });

  it('is told in Japanese what a command takes, and what was wrong with the words', async () => {
    const help = await asked('detect', '--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toMatch(
      /^使い方: yagura detect [^]*^引数:$[^]*^オプション:$[^]*--format <format> +表示の形式 \(選択肢: /m,
    );
    expect(help.out).not.toMatch(/Usage|Options|Arguments|choices|default|display help/);
    const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
      [['detcet'], /^エラー: コマンド detcet はありません。\n（もしかして: detect）\n[^]*yagura --help/],
      [['detect', '--hit', 'x'], /^エラー: オプション --hit はありません。\n（もしかして: --hits）\n/],
      [['detect'], /^エラー: 引数 <paths> が必要です。\n/],
      [['detect', '--rules'], /^エラー: オプション --rules <folder> の値がありません。\n/],
      [['detect', '--fail-on', 'bad', 'x'], /"bad" は使えません。使えるのは .*critical です。/],
      [['simulate'], /^エラー: オプション --out <folder> が必要です。\n/],
      [['simulate', '--out', 'x', '--days', 'many'], /^--days: 数を指定してください。.*--help/],
      [['keys', 'revoke', 'a', 'b'], /^エラー: 引数が多すぎます（1 個のところに 2 個あります）。\n/],
    ];
    for (const [words, said] of mistakes) {
      const { code, err } = await asked(...words);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(said) });
    }
  });

  it('is told in Japanese also that the configuration itself is wrong', async () => {
    const environment = { LANG: 'ja_JP.UTF-8', YAGURA_RETENTION_QUARANTINE: 'soon', YAGURA_WEB_PORT: 'http' };
    expect(await runInProcess(['people', 'list'], { environment })).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /web\.port（環境変数 YAGURA_WEB_PORT）: 数を.*retention\.quarantine（環境変数 YAGURA_RETENTION_QUARANTINE）: "90 days".*のように書いてください/,
      ),
    });
  });
});

/** A context that only speaks: nothing is run. */
const said = (language: Language) => z.custom<never>().parse({ say: (text: Text): string => text[language] });
