// Opens no lake.
import { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { speak, suggestBeginnings } from './commander-words.ts';

/** What commander itself says of such words, in a language. */
function saidOf(words: readonly string[], language: 'en' | 'ja'): string {
  let said = '';
  const program = speak(new Command('yagura'), language).exitOverride();
  const child = new Command('see').exitOverride().argument('<file>', 'a file');
  child
    .addOption(new Option('--as <form>', 'the form').choices(['text', 'jsonl']).default('text'))
    .addOption(new Option('--all', 'all').conflicts('as'))
    .option('--destination <place>', 'the same')
    .requiredOption('--to <place>', 'where to');
  child.copyInheritedSettings(program);
  child.configureOutput({
    ...child.configureOutput(),
    writeErr: (text) => void (said += text),
    writeOut: (text) => void (said += text),
  });
  program.configureOutput({
    ...program.configureOutput(),
    writeErr: (text) => void (said += text),
    writeOut: (text) => void (said += text),
  });
  suggestBeginnings(child);
  program.addCommand(child.action(() => undefined));
  try {
    program.parse(words, { from: 'user' });
  } catch {
    // commander ends so
  }
  return said;
}

const slips = {
  'an option that there is not': ['see', 'f', '--to', 'x', '--alll'],
  'a command that there is not': ['sea'],
  'an argument that is missing': ['see', '--to', 'x'],
  'an option without its value': ['see', 'f', '--to'],
  'an option that must be there': ['see', 'f'],
  'a value that is none of its words': ['see', 'f', '--to', 'x', '--as', 'xml'],
  'two options that exclude each other': ['see', 'f', '--to', 'x', '--as', 'text', '--all'],
  'too many arguments': ['see', 'f', 'g', '--to', 'x'],
};

test.each(Object.entries(slips))('%s is told in Japanese alone', (_, words) => {
  expect(saidOf(words, 'en')).toMatch(/^error: /);
  const japanese = saidOf(words, 'ja');
  expect(japanese).toMatch(/^エラー: /);
  expect(japanese).not.toMatch(/error|Allowed|Did you mean|unknown|Expected/);
});

test('the beginning of an option is answered with the whole of it', () => {
  expect(saidOf(['see', 'f', '--to', 'x', '--dest', 'y'], 'en')).toBe(
    "error: unknown option '--dest'\n(Did you mean --destination?)\n",
  );
  expect(saidOf(['see', 'f', '--to', 'x', '--dest', 'y'], 'ja')).toContain('（もしかして: --destination）');
  expect(saidOf(['see', 'f', '--to', 'x', '--nothing'], 'en')).toBe("error: unknown option '--nothing'\n");
});

test('help has Japanese titles, and tells choices and defaults in Japanese', () => {
  const help = saidOf(['see', '--help'], 'ja');
  for (const title of ['使い方:', '引数:', 'オプション:']) expect(help).toContain(title);
  expect(help).toContain('選択肢: "text", "jsonl", 既定値: "text"');
  expect(saidOf(['see', '--help'], 'en')).toContain('(choices: "text", "jsonl", default: "text")');
});

test('the list of commands fits a terminal of 80 columns', () => {
  const program = speak(new Command('yagura'), 'en').configureOutput({ getOutHelpWidth: () => 80 });
  program.command('explain <principal> <action> <resource>').description('Why it is decided so. '.repeat(6));
  const lines = program.helpInformation().split('\n');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  expect(lines.filter((line) => line.includes('Why it is decided so.')).length).toBeGreaterThan(1);
});
