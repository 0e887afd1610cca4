import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fill, lacking } from './fill.ts';

/** What a real POSIX shell makes of the words after `--`; the oracle of every property here. */
function wordsOf(commands: readonly string[]): string[][] {
  const script = commands.map((command) => `set -- ${command}\nprintf '%s\\0' "$@"\nprintf '\\1\\0'`).join('\n');
  const output = execFileSync('/bin/sh', ['-s'], { input: script, encoding: 'utf8', timeout: 20_000 });
  return output
    .split('\u0001\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '$(',
        ')',
        '$x',
        '\\',
        '\n',
        '\r',
        ';',
        '&',
        '|',
        '<',
        '!',
        '#',
        '*',
        '~',
        ' ',
        '\u001b[201~',
        '\0',
        '{{',
        '}}',
        'a',
      ),
    )
    .map((parts) => parts.join('')),
);

/** What may remain of a value: itself, with what a terminal would act on made visible. */
function shown(value: string, name: string): string {
  const seen = value.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\ufffd');
  return seen === '' || /^(?:-|fileb?:)/i.test(seen) ? `<${name}>` : seen;
}

test('whatever stands in an event is one literal word to the shell, in every kind of quotes', () => {
  const templates = ['{{a.name}}', "'{{a.name}}'", '"{{a.name}}"', `"x'"'y"'{{a.name}}`];
  const around = ['', '', '', `x'y"`];
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 60 }), (values) => {
      const commands = values.flatMap((name) =>
        templates.map((template) => `aws ${fill(template, { a: { name } })} end`),
      );
      const expected = values.flatMap((name) => around.map((before) => ['aws', before + shown(name, 'name'), 'end']));
      expect(wordsOf(commands)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test('a value never shows a character that a terminal acts on', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      expect(fill('{{name}}', { name })).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test('an ordinary value stays readable, without quotes', () => {
  expect(fill('aws iam get-role --role-name {{r.name}}', { r: { name: 'app/Deploy@1' } })).toBe(
    'aws iam get-role --role-name app/Deploy@1',
  );
});

test('a missing value stays visible, and is safe to paste', () => {
  expect(fill('aws iam get-user --user-name {{userIdentity.userName}}', {})).toBe(
    "aws iam get-user --user-name '<userName>'",
  );
  expect(fill('{{a}}', { a: {} })).toBe("'<a>'");
});

test('a place that names several paths takes the first that has a value', () => {
  expect(fill('{{a.name | b.name}}', { b: { name: 'two' } })).toBe('two');
  expect(fill('{{a.name|b.name}}', { a: { name: 'one' }, b: { name: 'two' } })).toBe('one');
  expect(fill('{{a.name|b.id}}', {})).toBe("'<name>'");
});

test('the places that stay empty are told, each once', () => {
  const template = 'aws --a {{r.a}} --b {{r.b}} --again {{r.b}} --c {{r.c|r.a}}';
  expect(lacking(template, { r: { a: 'x', b: '--x' } })).toEqual(['b']);
  expect(lacking(template, {})).toEqual(['a', 'b', 'c']);
});

test('a value that the AWS CLI would take for an option or a file is not filled in', () => {
  for (const name of ['--endpoint-url=http://evil', 'file:///etc/passwd', 'FILEB://x', '']) {
    expect(fill('{{name}}', { name })).toBe("'<name>'");
  }
});

test('a list becomes one word an item, through lists on the way, and at most twenty', () => {
  const event = { set: { items: [{ id: 'i-1' }, { id: 'i 2' }, {}] }, many: Array.from({ length: 30 }, (_, i) => i) };
  expect(fill('--instance-ids {{set.items.id}}', event)).toBe("--instance-ids i-1 'i 2'");
  expect(fill('{{set.items.0.id}}', event)).toBe('i-1');
  expect(fill('{{many}}', event).split(' ')).toHaveLength(20);
});

test('names that every object inherits are not fields of the event', () => {
  expect(fill('{{constructor.name}}', {})).toBe("'<name>'");
});
