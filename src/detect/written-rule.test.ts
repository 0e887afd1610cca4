// Opens no lake.
import { expect, test } from 'vitest';
import { contentFolder, yamlFiles } from '#kernel';
import type { Claim } from '#findings';
import { openBook, type RuleBook } from './book.ts';
import { Given, givingRules, isGivenWithin } from './given.ts';
import { firstSentence, inShort } from './in-short.ts';
import { joinBooks, without } from './join-books.ts';
import { fileOf, parseWritten } from './written-rule.ts';

const rule = (id: string, title = 'A title') =>
  `title: ${title}\n${id === '' ? '' : `id: ${id}\n`}logsource: { product: aws, service: cloudtrail }\ndetection:\n  selection: { eventName: X }\n  condition: selection\n`;
const bookOf = (...texts: string[]): RuleBook =>
  openBook({ own: [], other: texts.map((text, at) => ({ file: `rule-${at}.yml`, text })) });

test('a rule that somebody wrote keeps its text, and gets an id where it has none', () => {
  expect(parseWritten(rule('mine.1'))).toMatchObject({ id: 'mine.1', text: rule('mine.1') });
  const one = parseWritten(rule(''));
  expect(one.text).toBe(`${rule('').trimEnd()}\nid: ${one.id}\n`);
  expect(parseWritten(rule('')).id).not.toBe(one.id);
  expect(fileOf('mine.1')).toBe('written/mine.1.yml');
});

test('what cannot be read is refused with its line, in both languages', () => {
  const broken = rule('mine').replace('condition: selection', 'condition: nothing');
  expect(() => parseWritten(broken)).toThrow(/^Line \d+: .*"nothing"/);
  expect(() => parseWritten('')).toThrow();
});

test('two rules, and an id that no file can have, are refused', () => {
  expect(() => parseWritten(`${rule('a')}---\n${rule('b')}`)).toThrow('Write one Sigma rule');
  expect(() => parseWritten(rule('../../etc'))).toThrow('letters that an id cannot have');
});

test('of two rules with one id that of the first book counts, and all others are there', () => {
  const joined = joinBooks(bookOf(rule('a', 'First'), rule('b')), bookOf(rule('a', 'Second'), rule('c')));
  expect(joined.rules.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c']);
  expect(joined.claimed('a')?.title.en).toBe('First');
  expect(joined.claimed('c')?.title.en).toBe('A title');
  expect(joined.claimed('d')).toBeUndefined();
  expect(joined.textOf('rule-0.yml')).toContain('First');
});

test('a rule that is off judges nothing, and what it found can still be explained', () => {
  const book = bookOf(rule('a'), rule('b'));
  const rest = without(book, new Set(['a']));
  expect(rest.rules.map(({ id }) => id)).toEqual(['b']);
  expect(rest.claimed('a')?.title.en).toBe('A title');
  expect(rest.textOf('rule-0.yml')).toBe(book.textOf('rule-0.yml'));
  expect(without(book, new Set())).toBe(book);
});

test.each([
  ['One. Two.', 'One.'],
  ['Calls ec2.amazonaws.com, e.g. twice. Then more.', 'Calls ec2.amazonaws.com, e.g. twice.'],
  ['Is it? Yes.', 'Is it?'],
  ['一つ。二つ。', '一つ。'],
  ['  no\n  end ', 'no end'],
  ['', ''],
])('the first sentence of %j is %j', (text, sentence) => {
  expect(firstSentence(text)).toBe(sentence);
});

const own = openBook({ own: await yamlFiles(`${contentFolder}/rules`), other: [] });

test('every rule that explains itself is told in a sentence each of what it sees and what it means', () => {
  for (const claimed of own.all.filter(({ guide }) => guide !== undefined)) {
    const { sees, why } = inShort(claimed);
    expect(
      sees.en.length * sees.ja.length * (why?.en.length ?? 0) * (why?.ja.length ?? 0),
      claimed.rule.file,
    ).toBeGreaterThan(0);
  }
  const plain = bookOf(rule('a')).claimed('a');
  expect(plain && inShort(plain)).toEqual({ sees: { en: 'A title', ja: 'A title' } });
});

const giving = { outside: ['requestParameters.accounts', 'requestParameters.policy'] };
const book: Pick<RuleBook, 'claimed'> = {
  claimed: (id) => {
    const [claimed] = own.all;
    if (claimed?.guide === undefined) throw new Error('There is no rule that explains itself.');
    return id === 'gives' ? { ...claimed, guide: { ...claimed.guide, ...giving } } : undefined;
  },
};
const gift = (requestParameters: object, id = 'gives'): Claim => ({
  rule: id,
  type: 'Policy:S3/Given',
  title: { en: '', ja: '' },
  severity: 'high',
  tactics: [],
  techniques: [],
  account: '111122223333',
  region: '',
  principal: '',
  resource: '',
  event: { source: 'cloudtrail', table: 'api_activity', id: '', time: 0, fields: { requestParameters }, columns: {} },
  file: '',
  position: 0,
  matched: [],
});
const within = (parameters: object, ...accounts: string[]) => isGivenWithin(gift(parameters), book, new Set(accounts));
const policy = (principal: unknown) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: principal, Action: '*', Resource: '*' }] });

test('what is given to accounts of one’s own alone stays within', () => {
  expect(within({ accounts: ['111122223333'] })).toBe(true); // the account of the event
  expect(within({ accounts: [{ userId: '444455556666' }] }, '444455556666')).toBe(true);
  expect(within({ accounts: ['444455556666', '777788889999'] }, '444455556666')).toBe(false);
  expect(within({ policy: policy({ AWS: 'arn:aws:iam::444455556666:root' }) }, '444455556666')).toBe(true);
  expect(within({ policy: policy({ AWS: 'arn:aws:iam::777788889999:root' }) }, '444455556666')).toBe(false);
});

test('what is given to everybody, or to nobody that a number names, is given away', () => {
  expect(within({ policy: policy('*') })).toBe(false);
  expect(within({ accounts: ['111122223333'], policy: policy('*') })).toBe(false);
  expect(within({ accounts: [{ group: 'all' }] })).toBe(false);
  expect(within({ accounts: ['1234567890123'] })).toBe(false); // thirteen digits
  expect(within({})).toBe(false);
  expect(isGivenWithin(gift({ accounts: ['111122223333'] }, 'other'), book, new Set())).toBe(false);
});

test('in a reading what gives is held back until all is read, and tells then whether it was a stranger', () => {
  const [id = ''] = givingRules(own);
  expect(id).not.toBe('');
  const given = new Given(own, true);
  const claim = gift({}, id);
  expect(given.heldBack([claim, gift({}, 'another')]).map(({ rule: one }) => one)).toEqual(['another']);
  expect(given.away()).toEqual([claim]);
  expect(new Given(own, false).heldBack([claim])).toEqual([claim]);
});
