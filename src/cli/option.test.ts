// Opens no lake.
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { dataFolder, optionsIn, repeated, ruleFolders } from './option.ts';

test('an option that may be given more than once is a list, and absent when it is not given', () => {
  const parsed = (words: string[]) =>
    new Command().addOption(repeated('--at <place>', 'places')).parse(words, { from: 'user' }).opts();
  expect(parsed(['--at', 'a', '--at', 'b'])).toEqual({ at: ['a', 'b'] });
  expect(parsed([])).toEqual({});
});

test('a value that an option does not take is told with the option as it is written', () => {
  const form = z.object({ endpointUrl: z.url(), most: z.coerce.number().max(5) });
  expect(optionsIn(form, { endpointUrl: 'http://localhost', most: '3' })).toEqual({
    endpointUrl: 'http://localhost',
    most: 3,
  });
  expect(() => optionsIn(form, { endpointUrl: 'x', most: '9' })).toThrow(/--endpoint-url: .*; --most: /);
  expect(() => optionsIn(form, { endpointUrl: 'http://localhost', most: 'many' })).toThrow(
    expect.objectContaining({
      text: {
        en: expect.stringContaining('--most: a number is needed.'),
        ja: expect.stringContaining('--most: 数を指定してください'),
      },
    }),
  );
});

test('options that many commands have speak the language of the terminal', () => {
  for (const option of [dataFolder, ruleFolders]) {
    expect(option(({ en }) => en).description).toMatch(/^[a-z]/);
    expect(option(({ ja }) => ja).description).toMatch(/[ぁ-ん]/);
  }
});
