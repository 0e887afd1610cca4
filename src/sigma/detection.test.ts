import { describe, expect, it } from 'vitest';
import { ownJson } from '#kernel';
import { compile } from './compile.ts';
import { parseRules } from './parse-rules.ts';

type Fields = Record<string, unknown>;

/** Whether a selection, written as YAML, matches an event. */
function matches(selection: string, event: Fields, placeholders: Record<string, string[]> = {}): boolean {
  return matchesDetection(`  selection:\n${indented(selection)}\n  condition: selection`, event, placeholders);
}

function matchesDetection(detection: string, event: Fields, placeholders: Record<string, string[]> = {}): boolean {
  const text = `title: t\nlogsource: { product: aws }\ndetection:\n${detection}\n`;
  const { rules, problems } = parseRules([{ file: 'rule.yml', text }], placeholders);
  expect(problems).toEqual([]);
  const [rule] = rules;
  if (!rule) throw new Error('no rule');
  return compile(rule.detection)(event);
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');

const [own, stranger] = ['111122223333', '999988887777'];

/** A policy of one statement that allows, as text. */
const allow = (Principal: unknown, Condition?: unknown): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: '*', Condition }] });

const yes = true;
const no = false;

describe('values without modifiers', () => {
  it.each<[string, Fields, boolean]>([
    ['a: Value', { a: 'vALUE' }, yes],
    ['a: value', { a: 'values' }, no],
    ['a: value', {}, no],
    ['a: [one, two]', { a: 'TWO' }, yes],
    ['a: [one, two]', { a: 'three' }, no],
    ['a: 5', { a: 5 }, yes],
    ['a: 5', { a: '5' }, yes],
    ["a: '5'", { a: 5 }, yes],
    ['a: 5', { a: 50 }, no],
    ["a: 'false'", { a: false }, yes],
    ['a: false', { a: 'false' }, yes],
    ['a: yes', { a: 'yes' }, yes], // YAML 1.2: yes is a text
    ['a: yes', { a: true }, no],
    ['a: 012345678901', { a: '012345678901' }, yes], // an account, no number
    ['a: 12e4', { a: '12e4' }, yes], // an identifier, no number
    ['a: 12e4', { a: 120_000 }, no],
    ['a: 1.5e3', { a: 1500 }, yes],
    ['a: 12345678901234567890', { a: '12345678901234567890' }, yes], // more than a number holds
    ['a: 12345678901234567890', { a: '12345678901234567000' }, no],
    ["a: ''", { a: '' }, yes],
    ["a: ''", { a: 'x' }, no],
    ["a: ''", {}, no],
    ['a: null', {}, yes],
    ['a: null', { a: null }, yes],
    ['a: null', { a: '' }, no],
    ['a:', { a: 'x' }, no],
    ['a: [x, null]', {}, yes],
    ['a: x', { a: null }, no],
    ['a: "null"', { a: null }, no],
    ['constructor: null', {}, yes], // nothing is borrowed from Object.prototype
    ['length: 2', { length: 2 }, yes],
    ['a.length: 1', { a: ['x'] }, no],
  ])('%s on %j: %j', (selection, event, expected) => {
    expect(matches(selection, event)).toBe(expected);
  });
});

describe('wildcards', () => {
  it.each<[string, Fields, boolean]>([
    ['a: mid*', { a: 'middle' }, yes],
    ['a: "*dle"', { a: 'middle' }, yes],
    ['a: m*e', { a: 'middle' }, yes],
    ['a: m*d*d*e', { a: 'middle' }, yes],
    ['a: m*d*d*d*e', { a: 'middle' }, no],
    ['a: mi?dle', { a: 'middle' }, yes],
    ['a: m?dle', { a: 'middle' }, no],
    ['a: ab*ba', { a: 'aba' }, no], // the two ends may not overlap
    ['a: "*"', { a: '' }, yes],
    ['a: "*"', {}, no],
    ['a: "?*"', { a: '' }, no],
    [String.raw`a: 'a\*b'`, { a: 'a*b' }, yes],
    [String.raw`a: 'a\*b'`, { a: 'axb' }, no],
    [String.raw`a: 'a\\*'`, { a: String.raw`a\xyz` }, yes],
    [String.raw`a: 'a\\\*'`, { a: String.raw`a\*` }, yes],
    [String.raw`a: 'a\b'`, { a: String.raw`a\b` }, yes],
    [String.raw`a: 'a\\b'`, { a: String.raw`a\b` }, yes],
    [String.raw`a: 'a\\\\b'`, { a: String.raw`a\\b` }, yes],
    ['a: "*x?z*"', { a: 'wwxyzww' }, yes],
    ['a: "*x?z*"', { a: 'wwxzww' }, no],
  ])('%s on %j: %j', (selection, event, expected) => {
    expect(matches(selection, event)).toBe(expected);
  });

  it('take time in proportion to the text, however many there are', () => {
    const text = 'a'.repeat(200_000);
    expect(matches(`a: '${'*a'.repeat(200)}*b'`, { a: text })).toBe(false);
  });
});

describe('places of fields', () => {
  it.each<[string, Fields, boolean]>([
    ['a.b: x', { a: { b: 'x' } }, yes],
    ['a.b: x', { 'a.b': 'x' }, yes],
    ['a.b.c: x', { 'a.b': { c: 'x' } }, yes],
    ['a.b.c: x', { a: { 'b.c': 'x' } }, yes],
    ['a.b: x', { a: { c: 1 }, 'a.b': 'x' }, yes],
    ['a.b: x', { a: [{ b: 'y' }, { b: 'X' }] }, yes],
    ['a.b: x', { a: [[{ b: 'x' }]] }, yes],
    ['a: x', { a: ['y', 'x'] }, yes],
    ['a.b: null', { a: 'text' }, yes],
    ['a.b: null', { a: [{ b: null }, { b: 1 }] }, no],
    ['a: null', { a: [] }, yes],
    ['a|exists: true', { a: [] }, yes],
    ['a|exists: true', { a: null }, yes],
    ['a.b|exists: true', { a: {} }, no],
    ['a.b|exists: true', { a: [{}, { b: null }] }, yes],
    ['a.b|exists: true', { a: [{}, 'text', null] }, no],
    ['a|contains: \'"k":"v\'', { a: { k: 'value' } }, yes], // an object means its JSON
    ['a|contains: inner', { a: { b: { c: ['INNER'] } } }, yes],
  ])('%s on %j: %j', (selection, event, expected) => {
    expect(matches(selection, event)).toBe(expected);
  });
});

it('an event that is nested without end is judged all the same', () => {
  const event: Fields = ownJson(
    `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)},"b":{"c":${'{"d":'.repeat(5000)}1${'}'.repeat(5000)}},"e":"x"}`,
  );
  expect(matches('a|contains: x', event)).toBe(false);
  expect(matches('b|contains: nothing', event)).toBe(false);
  expect(matches('e: x', event)).toBe(true);
  expect(matches('- nothing', event)).toBe(false);
});

describe('modifiers', () => {
  it.each<[string, Fields, boolean]>([
    ['a|contains: idd', { a: 'MIDDLE' }, yes],
    ['a|startswith: mid', { a: 'Middle' }, yes],
    ['a|startswith: mid', { a: 'amid' }, no],
    ['a|endswith: dle', { a: 'middle' }, yes],
    ['a|contains: 5', { a: 1532 }, yes],
    ['a|contains: i*l', { a: 'middle' }, yes],
    ['a|contains|all: [mid, dle]', { a: 'middle' }, yes],
    ['a|contains|all: [mid, x]', { a: 'middle' }, no],
    ['a|all|contains: [one, two]', { a: ['one', 'two'] }, yes],
    ['a|cased: Value', { a: 'Value' }, yes],
    ['a|cased: Value', { a: 'value' }, no],
    ['a|contains|cased: Val', { a: 'a Value' }, yes],
    ['a|cased|contains: Val', { a: 'a value' }, no],
    ['a|exists: true', { a: 'x' }, yes],
    ['a|exists: true', {}, no],
    ['a|exists: false', {}, yes],
    ['a|neq: x', { a: 'y' }, yes],
    ['a|neq: x', { a: 'X' }, no],
    ['a|neq: [x, y]', { a: 'y' }, no],
    ['a|neq: 5', { a: 5 }, no],
    ['a|startswith: 5', { a: 53 }, yes],
    ['a|cased: 5', { a: 5 }, yes],
    ['a|base64: 5', { a: 'NQ==' }, yes],
    ['a|re: 5', { a: 153 }, yes],
    ['a|re: ^v.l', { a: 'value' }, yes],
    ['a|re: ^V.L', { a: 'value' }, no],
    ['a|re|i: ^V.L', { a: 'value' }, yes],
    ['a|re: a.b', { a: 'a\nb' }, no],
    ['a|re|s: a.b', { a: 'a\nb' }, yes],
    ['a|re: ^b', { a: 'a\nb' }, no],
    ['a|re|m: ^b', { a: 'a\nb' }, yes],
    ['a|re|i|m|s: ^B.c', { a: 'a\nb\nc' }, yes],
    ['a|re|all: [^a, c$]', { a: 'abc' }, yes],
    ['a|cidr: 10.0.0.0/8', { a: '10.200.3.4' }, yes],
    ['a|cidr: 10.0.0.0/8', { a: '11.0.0.1' }, no],
    ['a|cidr: 10.0.0.5', { a: '10.0.0.5' }, yes],
    ['a|cidr: 10.0.0.5', { a: '10.0.0.4' }, no],
    ["a|cidr: '2001:db8::5'", { a: '2001:db8::4' }, no],
    ['a|cidr: 0.0.0.0/0', { a: '2001:db8::4' }, no],
    ['a|cidr: 10.0.0.0/8', { a: 'AWS Internal' }, no],
    ['a|cidr: 10.0.0.0/8', { a: '::ffff:10.0.0.1' }, yes],
    ["a|cidr: '2001:db8::/32'", { a: '2001:0DB8:1::5' }, yes],
    ["a|cidr: '2001:db8::/32'", { a: '10.0.0.1' }, no],
    ['a|cidr: [10.0.0.0/8, 192.168.0.0/16]', { a: '192.168.1.1' }, yes],
    ['a|lt: 5', { a: 4 }, yes],
    ['a|lt: 5', { a: 5 }, no],
    ['a|lte: 5', { a: '5' }, yes],
    ['a|gt: 5', { a: 5.5 }, yes],
    ['a|gte: 5', { a: 'many' }, no],
    ['a|gte: 0', { a: '' }, no],
    ['a|gte: 0', {}, no],
    ['a|fieldref: b', { a: 'X', b: 'x' }, yes],
    ['a|fieldref: b', { a: 'x', b: 'y' }, no],
    ['a|fieldref: b', {}, no],
    ['a|fieldref|cased: b', { a: 'X', b: 'x' }, no],
    ['a|fieldref|startswith: b.c', { a: 'xyz', b: { c: 'XY' } }, yes],
    ['a|endswith|fieldref: b', { a: 'xyz', b: 'yz' }, yes],
    ['a|fieldref|contains: b', { a: 'xyz', b: 'y' }, yes],
    ['a|fieldref|neq: b', { a: 'x', b: 'x' }, no],
    ['a|neq|fieldref: b', { a: 'x', b: 'y' }, yes],
    ['a|outsiders: own', { a: allow({ AWS: [own, stranger] }), own }, yes],
    ['a|outsiders: own', { a: allow({ AWS: `arn:aws-cn:iam::${stranger}:user/x` }), own }, yes],
    ['a|outsiders: own', { a: allow({ AWS: `arn:aws:iam::${own}:root` }), own }, no],
    ['a|outsiders: own', { a: { Statement: { Effect: 'Allow', Principal: { AWS: stranger } } }, own }, yes],
    ['a|outsiders: own', { a: { Statement: [{ Effect: 'Deny', Principal: { AWS: stranger } }] }, own }, no],
    ['a|outsiders: own', { a: allow('*', { StringEquals: { 'aws:PrincipalAccount': stranger } }), own }, yes],
    [
      'a|outsiders: own',
      { a: allow({ AWS: own }, { StringNotEquals: { 'aws:PrincipalAccount': stranger } }), own },
      no,
    ],
    ['a|outsiders: own', { a: `no policy "${stranger}"`, own }, no],
    ['a|outsiders: own', { own }, no],
    ['a|everyone: true', { a: allow('*') }, yes],
    ['a|everyone: true', { a: allow({ AWS: [own, '*'] }) }, yes],
    ['a|everyone: true', { a: allow({ AWS: own }) }, no],
    ['a|everyone: true', { a: { Statement: [{ Effect: 'Allow', NotPrincipal: { AWS: own } }] } }, yes],
    ['a|everyone: true', { a: allow('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }) }, no],
    ['a|everyone: true', { a: allow('*', { Bool: { 'aws:SecureTransport': true } }) }, yes],
    ['a|everyone: true', { a: allow('*', { IpAddress: { 'aws:SourceIp': ['0.0.0.0/0'] } }) }, yes],
    ['a|everyone: true', { a: allow('*', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }) }, no],
    ['a|everyone: false', { a: allow({ AWS: own }) }, yes],
    ['a|everyone: false', { a: allow('*') }, no],
    ['a|base64: foobar', { a: 'Zm9vYmFy' }, yes],
    ['a|base64offset|contains: foobar', { a: Buffer.from('xfoobarx').toString('base64') }, yes],
    ['a|base64offset|contains: foobar', { a: Buffer.from('xxfoobarxx').toString('base64') }, yes],
    ['a|base64offset|contains: foobar', { a: Buffer.from('xxxfoobarx').toString('base64') }, yes],
    ['a|base64offset|contains: foobar', { a: Buffer.from('fo0bar').toString('base64') }, no],
    ['a|wide|base64: cmd', { a: Buffer.from('cmd', 'utf16le').toString('base64') }, yes],
    ['a|utf16le|base64offset|contains: cmd', { a: Buffer.from('x cmd y', 'utf16le').toString('base64') }, yes],
    ['a|utf16be|base64: cmd', { a: Buffer.from('\0c\0m\0d', 'latin1').toString('base64') }, yes],
    ['a|utf16|base64: cmd', { a: Buffer.from('\u00ff\u00fec\0m\0d\0', 'latin1').toString('base64') }, yes],
    ['a|utf16le: cmd', { a: 'c\0m\0d\0' }, yes],
    ['a|windash|contains: " -flag"', { a: 'tool /flag' }, yes],
    ['a|windash|contains: " -flag"', { a: 'tool \u2014flag' }, yes],
    ['a|windash|contains: " -flag"', { a: 'tool flag' }, no],
    ['a|windash|contains: "-a -b"', { a: 'tool /a \u2013b' }, yes],
    ['a|windash: in-between', { a: 'in/between' }, no],
    ['a|minute: 31', { a: '2024-07-30T21:31:10Z' }, yes],
    ['a|hour: 21', { a: '2024-07-30T21:31:10+09:00' }, yes], // as written: nothing is converted
    ['a|day: [29, 30]', { a: '2024-07-30' }, yes],
    ['a|week: 1', { a: '2024-12-30T00:00:00Z' }, yes],
    ['a|week: 53', { a: '2021-01-01T00:00:00Z' }, yes],
    ['a|week: 1', { a: '2026-01-01' }, yes], // a Thursday
    ['a|week: 52', { a: '2024-12-29' }, yes], // a Sunday ends its week
    ['a|month: 7', { a: '2024-07-30 21:31' }, yes],
    ['a|year: 2024', { a: '2024-07-30T21:31:10Z' }, yes],
    ['a|hour|gte: 22', { a: '2024-07-30T21:31:10Z' }, no],
    ['a|gte|hour: 20', { a: '2024-07-30T21:31:10Z' }, yes],
    ['a|hour: 21', { a: 'some time' }, no],
  ])('%s on %j: %j', (selection, event, expected) => {
    expect(matches(selection, event)).toBe(expected);
  });

  it('expand stands for every value that is given, and a percent sign after a backslash for itself', () => {
    const placeholders = { servers: ['web*', 'db1'], who: ['x'] };
    expect(matches("a|expand: '%servers%'", { a: 'WEB7' }, placeholders)).toBe(true);
    expect(matches("a|expand: '%servers%'", { a: 'db2' }, placeholders)).toBe(false);
    expect(matches("a|expand|contains: 'on-%servers%-by-%who%'", { a: '(on-db1-by-x)' }, placeholders)).toBe(true);
    expect(matches(String.raw`a|expand: '\%servers%who%'`, { a: '%serversx' }, placeholders)).toBe(true);
    expect(matches("a: '%servers%'", { a: '%servers%' }, placeholders)).toBe(true);
  });

  it('regular expressions that would hang JavaScript answer at once', () => {
    expect(matches("a|re: '^(a+)+$'", { a: `${'a'.repeat(50_000)}!` })).toBe(false);
    expect(matches("a|re: '(x+x+)+y|.*.*.*.*z'", { a: 'x'.repeat(50_000) })).toBe(false);
  });
});

describe('selections', () => {
  const event = { name: 'CreateUser', deep: { text: 'say "hi" to C:\\Temp' }, n: 1 };
  it.each<[string, boolean]>([
    ['name: createuser\nn: 1', yes],
    ['name: createuser\nn: 2', no],
    ['- name: x\n- n: 1', yes],
    ['- name: x\n- n: 2', no],
    ['- createuser', yes],
    ['- nothing\n- CREATEUSER', yes],
    ['- nothing', no],
    ["'|all': [CreateUser, say]", yes],
    ["'|all': [CreateUser, nothing]", no],
    ['- \'say "hi"\'', yes], // as a person reads it
    [String.raw`- 'say \"hi\"'`, yes], // as JSON writes it
    [String.raw`- 'C:\Temp'`, yes],
    ["'|re': 'Create[A-Z]ser'", yes],
    ['createuser', yes],
    ['- nothing\n- n: 1', yes],
  ])('%s: %j', (selection, expected) => {
    expect(matches(selection, event)).toBe(expected);
  });
});

describe('conditions', () => {
  const truths = [
    '  sel_a: { a: 1 }',
    '  sel_b: { b: 1 }',
    '  sel_c: { c: 1 }',
    '  filter_x: { x: 1 }',
    '  _hidden: { h: 1 }',
  ];
  it.each<[string, Fields, boolean]>([
    ['sel_a and sel_b', { a: 1, b: 1 }, yes],
    ['sel_a and sel_b', { a: 1 }, no],
    ['sel_a or sel_b and sel_c', { a: 1 }, yes], // and binds tighter
    ['(sel_a or sel_b) and sel_c', { a: 1 }, no],
    ['not sel_a and sel_b', { b: 1 }, yes], // not binds tightest
    ['not (sel_a and sel_b)', { a: 1 }, yes],
    ['not not sel_a', { a: 1 }, yes],
    ['1 of sel_*', { c: 1 }, yes],
    ['1 of sel_*', { x: 1 }, no],
    ['any of sel_*', { c: 1 }, yes],
    ['2 of sel_*', { c: 1 }, no],
    ['2 of sel_*', { c: 1, a: 1 }, yes],
    ['all of sel_*', { a: 1, b: 1, c: 1 }, yes],
    ['all of sel_*', { a: 1, b: 1 }, no],
    ['1 of them', { x: 1 }, yes],
    ['1 of them', { h: 1 }, no], // names with an underscore are left out
    ['_hidden', { h: 1 }, yes],
    ['1 of *_x', { x: 1 }, yes],
    ['all of them', { a: 1, b: 1, c: 1, x: 1 }, yes],
    ['1 of sel_* and not 1 of filter_*', { a: 1, x: 1 }, no],
    ['SEL_A AND NOT sel_b'.replace('SEL_A', 'sel_a'), { a: 1 }, yes],
    ['1 OF sel_* Or filter_x', { x: 1 }, yes],
    ['((sel_a))', { a: 1 }, yes],
    ['[sel_a, sel_b]', { b: 1 }, yes], // a list means any of them
  ])('%s on %j: %j', (condition, event, expected) => {
    expect(matchesDetection([...truths, `  condition: ${condition}`].join('\n'), event)).toBe(expected);
  });
});
