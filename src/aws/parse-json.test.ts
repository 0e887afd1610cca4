import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amzTime, fromAmzTime } from './amz-time.ts';
import { Malformed } from './malformed.ts';
import { parseJson } from './parse-json.ts';
import { readForm, type FormNode } from './query-form.ts';
import { percentDecoded, pairsOf } from './wire.ts';
import { escaped, xmlElement } from './xml-form.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a body of JSON is its value, and an empty one none', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseJson(bytes(text))).toEqual(JSON.parse(text));
    }),
  );
  expect(parseJson(new Uint8Array())).toBeUndefined();
});

test('what is no JSON is malformed, and so is what is nested so deep that reading it would hurt', () => {
  const nested = (depth: number) => bytes('['.repeat(depth) + ']'.repeat(depth));
  expect(() => parseJson(bytes('{'))).toThrow(Malformed);
  expect(parseJson(nested(200))).toHaveLength(1);
  expect(() => parseJson(nested(201))).toThrow('200 levels deep');
});

test('brackets within texts are no depth, also behind an escaped quote', () => {
  const text = JSON.stringify({ a: `\\"${'['.repeat(300)}`, b: [`"${'{'.repeat(300)}\\`] });
  expect(parseJson(bytes(text))).toEqual(JSON.parse(text));
});

const shown = (node: FormNode): unknown =>
  node.inner.size === 0 ? node.text : Object.fromEntries([...node.inner].map(([step, inner]) => [step, shown(inner)]));

test('parameters of a form are nested by the dots in their names, and the last of one name counts', () => {
  expect(shown(readForm('Tags.1.Key=a&Tags.1.Value=b+c&Action=X&Action=Y&Odd=%zz&Empty'))).toEqual({
    Tags: { 1: { Key: 'a', Value: 'b c' } },
    Action: 'Y',
    Odd: '%zz',
    Empty: '',
  });
});

test('a form that is absurdly large or deep is malformed', () => {
  expect(() => readForm(Array.from({ length: 10_001 }, (_, at) => `p${at}=1`).join('&'))).toThrow('10000 parameters');
  expect(() => readForm(`${'a.'.repeat(50)}b=1`)).toThrow('nested too deep');
});

test('a name of a parameter that every object has is a name like any other', () => {
  expect(shown(readForm('__proto__.constructor=x'))).toEqual(JSON.parse('{"__proto__":{"constructor":"x"}}'));
});

test('pairs keep their order, and what cannot be decoded stays as it is', () => {
  expect(pairsOf('b=2&&a=1=1&c', percentDecoded)).toEqual([
    ['b', '2'],
    ['a', '1=1'],
    ['c', ''],
  ]);
  expect([percentDecoded('%E3%81%82'), percentDecoded('%')]).toEqual(['あ', '%']);
});

test('a time of a signature is read as it is written, to the second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e9 }), (seconds) => {
      expect(fromAmzTime(amzTime(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
  expect([fromAmzTime(''), fromAmzTime('20261326T000000Z'), fromAmzTime('yesterday')]).toEqual([NaN, NaN, NaN]);
});

test('text in XML means itself, and what XML cannot hold becomes the replacement character', () => {
  expect(xmlElement('Name', `a<b>&"c'\r\n`)).toBe(`<Name>a&lt;b&gt;&amp;&quot;c'&#xD;\n</Name>`);
  expect([escaped('\0'), escaped('\u001f'), escaped('\ud800'), escaped('\uffff'), escaped('あ😀')]).toEqual([
    '\ufffd',
    '\ufffd',
    '\ufffd',
    '\ufffd',
    'あ😀',
  ]);
});
