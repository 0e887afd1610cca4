// Opens no lake.
import { expect, test } from 'vitest';
import { foreignEncoding } from './foreign-encoding.ts';

const line = '{"query_name":"櫓.example.","rcode":"NOERROR"}\n';
const wide = (text: string, mark = ''): Buffer => Buffer.from(mark + text, 'utf16le');
/** 櫓 in CP932. */
const cp932 = Buffer.concat([Buffer.from('{"query_name":"'), Buffer.from([0x98, 0x45]), Buffer.from('"}\n')]);

test.each([
  ['UTF-16 with its mark', wide(line, '\ufeff'), /UTF-16,.*iconv -f UTF-16 -t UTF-8/],
  ['UTF-16LE without it', wide(line), /iconv -f UTF-16LE/],
  ['UTF-16BE without it', wide(line).swap16(), /iconv -f UTF-16BE/],
  ['CP932', cp932, /not written in UTF-8.*-f CP932/],
])('a text in %s is told with the command that converts it', (_, bytes, words) => {
  expect(foreignEncoding(bytes)?.message).toMatch(words);
  expect(foreignEncoding(bytes)?.text.ja).toMatch(/iconv/);
});

test('what is UTF-8, also cut amid a letter, and what is no text has no foreign encoding', () => {
  for (const text of [line.repeat(3), '{"名前":"監視の櫓🏯🏯から見た記録"}'])
    for (let end = 0, whole = Buffer.from(text); end <= whole.length; end += 1)
      expect(foreignEncoding(whole.subarray(0, end))).toBeUndefined();
  expect(foreignEncoding(Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex'))).toBeUndefined();
});
