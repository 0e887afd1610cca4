import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRules } from './parse-rules.ts';
import { ruleSet } from './rule-set.ts';
import type { Rule } from './rule.ts';
import type { Matcher, Tree } from './tree.ts';
import { patternOf } from './pattern.ts';

const cloudtrail = { name: 'cloudtrail', logsources: [{ product: 'aws', service: 'cloudtrail' }], aliases: {} };
const dns = {
  name: 'resolver',
  logsources: [{ product: 'aws', service: 'route53' }, { category: 'dns' }],
  aliases: { query: 'query_name', record_type: 'query_type' },
};

const names = ['name', 'agent', 'deep.type', 'deep.list.type', 'type', 'constructor'];
const words = [
  'Alpha',
  'beta',
  'BETA',
  'a',
  'al',
  'k\u0130',
  '\u212a',
  'K',
  '\u03a3a',
  'a/b',
  'say "x"',
  '5',
  'true',
  '',
];
const field = fc.constantFrom(...names);
const word = fc.constantFrom(...words);
const text = fc.oneof(
  word,
  fc.tuple(word, word).map(([one, other]) => `${one}*${other}`),
  word.map((one) => `*${one}*`),
  word.map((one) => `${one}?*`),
);

const matcher: fc.Arbitrary<Matcher> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('text' as const), pattern: text.map(patternOf), cased: fc.boolean() }),
  },
  fc.constant<Matcher>({ kind: 'null' }),
  fc.record({ kind: fc.constant('exists' as const), present: fc.boolean() }),
  fc.constantFrom('alp.', 'b+e', '^K', 'a*b?t').map((source): Matcher => ({ kind: 'regex', source, flags: 'i' })),
  fc.constant<Matcher>({ kind: 'number', compare: 'gte', than: 5 }),
  fc.record({
    kind: fc.constant('reference' as const),
    field,
    where: fc.constantFrom('equal' as const, 'contains' as const),
    cased: fc.boolean(),
  }),
);

const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .record({
        kind: fc.constant('test' as const),
        field: fc.oneof({ weight: 9, arbitrary: field }, fc.constant('')),
        matchers: fc.array(matcher, { minLength: 1, maxLength: 3 }),
        every: fc.boolean(),
      })
      .map((test) =>
        test.field === ''
          ? { ...test, matchers: test.matchers.filter(({ kind }) => kind === 'text' || kind === 'regex') }
          : test,
      ),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map((of): Tree => ({ kind: 'at least', count: Math.min(2, of.length), of })),
    fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
  ),
})).tree;

/** What most rules are: a field that is one of a few texts, and more: the index is asked for the one and the rest remains. */
const named: fc.Arbitrary<Tree> = fc
  .tuple(
    fc.record({
      kind: fc.constant('test' as const),
      field: fc.constantFrom('name', 'agent'),
      matchers: fc.array(
        word.map((one): Matcher => ({ kind: 'text', pattern: patternOf(one), cased: false })),
        { minLength: 1, maxLength: 2 },
      ),
      every: fc.boolean(),
    }),
    fc.array(tree, { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([test, others, last]) => ({ kind: 'all', of: last ? [...others, test] : [test, ...others] }));

const rules = fc
  .array(fc.oneof(tree, named), { minLength: 1, maxLength: 12 })
  .map((trees) => trees.map((detection, place) => ruleOf(detection, place)));

const ruleOf = (detection: Tree, place: number): Rule => ({
  id: String(place),
  title: String(place),
  level: 'low',
  description: '',
  falsepositives: [],
  references: [],
  fields: [],
  tags: [],
  file: 'random.yml',
  line: 1,
  extra: {},
  logsource: { product: 'aws' },
  detection,
});

const scalar = fc.oneof({ weight: 5, arbitrary: word }, fc.constantFrom(null, true, 5, 7.5));
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('type', 'x'), scalar, { maxKeys: 2 }),
);
const event = fc.record(
  {
    name: value,
    agent: value,
    type: value,
    constructor: word,
    'deep.type': scalar,
    deep: fc.oneof(
      scalar,
      fc.record(
        { type: value, list: fc.array(fc.record({ type: value }, { requiredKeys: [] }), { maxLength: 2 }) },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: [] },
);

/** One of the ways to write a value as JSON: blanks, letters by number, slashes with a backslash. */
function written(given: unknown, choose: () => number): string {
  const numbersLetters = choose() % 4 === 0;
  const blank = (): string => [' ', '', '\t', '', '\r\n'][choose() % 5] ?? '';
  const string = (one: string): string =>
    JSON.stringify(one).replace(/[a-zA-Z/]/g, (letter) => {
      if (choose() % 9 !== 0 || !numbersLetters) return letter;
      return letter === '/' ? '\\/' : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  const write = (one: unknown): string => {
    if (typeof one === 'string') return string(one);
    if (Array.isArray(one)) return `[${one.map((item) => blank() + write(item) + blank()).join(',')}]`;
    if (typeof one !== 'object' || one === null) return JSON.stringify(one);
    const pairs = Object.entries(one).flatMap(([key, item]) => {
      const earlier = choose() % 7 === 0 ? [`${string(key)}:"overwritten"`] : [];
      return [...earlier, `${blank()}${string(key)}${blank()}:${blank()}${write(item)}${blank()}`];
    });
    return `{${pairs.join(',')}}`;
  };
  return write(given);
}

describe('a set of rules', () => {
  it('finds by its index exactly what asking every rule finds, in the same order', () => {
    let matches = 0;
    fc.assert(
      fc.property(rules, fc.array(event, { maxLength: 6 }), (list, events) => {
        const set = ruleSet(list, [cloudtrail]);
        for (const fields of events) {
          const found = set.match('cloudtrail', fields).map(({ id }) => id);
          expect(found).toEqual(set.fullScan('cloudtrail', fields).map(({ id }) => id));
          matches += found.length;
        }
      }),
      { numRuns: 1500, seed: 7 },
    );
    expect(matches).toBeGreaterThan(1000);
  });

  it('never says of a record that no rule can match it when one does, however the JSON is written', () => {
    let skipped = 0;
    let matched = 0;
    const wrapped = fc.constantFrom<(line: string) => string>(
      (line) => line,
      (line) => `{"detail": ${line}}`,
      (line) => JSON.stringify({ CloudTrailEvent: line }),
      (line) => JSON.stringify({ Message: JSON.stringify({ Records: line }) }),
    );
    fc.assert(
      fc.property(
        rules,
        event,
        wrapped,
        fc.array(fc.nat(), { minLength: 20, maxLength: 60 }),
        (list, fields, wrap, choices) => {
          // rules that any event may match make no prefilter, so each is asked by itself
          let at = 0;
          const line = wrap(written(fields, () => choices[at++ % choices.length] ?? 0));
          for (const some of [...list.map((rule) => [rule]), list]) {
            const set = ruleSet(some, [cloudtrail]);
            const matches = set.fullScan('cloudtrail', fields).length > 0;
            for (const record of [line, Buffer.from(line)]) {
              const wanted = set.wants('cloudtrail', record);
              if (matches) expect(wanted).toBe(true);
              if (matches) matched++;
              if (!wanted) skipped++;
            }
          }
        },
      ),
      { numRuns: 1500, seed: 11 },
    );
    expect(matched).toBeGreaterThan(1000);
    expect(skipped).toBeGreaterThan(300);
  });

  const parsed = (logsource: string, detection = 'selection: { query: "*.evil.example" }'): readonly Rule[] => {
    const { rules, problems } = parseRules([
      {
        file: 'x.yml',
        text: `title: x\nid: x\nlogsource: ${logsource}\ndetection:\n  ${detection}\n  condition: selection\n`,
      },
    ]);
    expect(problems).toEqual([]);
    return rules;
  };

  it.each([
    ['{ product: aws }', ['cloudtrail', 'resolver']],
    ['{ product: AWS, service: CloudTrail }', ['cloudtrail']],
    ['{ service: route53 }', ['resolver']],
    ['{ category: dns }', ['resolver']],
    ['{ product: windows, category: dns }', []],
    ['{ product: aws, service: guardduty }', []],
  ])('asks a rule for %s of the sources %j', (logsource, sources) => {
    const set = ruleSet(parsed(logsource, 'selection: { a: b }'), [cloudtrail, dns]);
    expect(
      [cloudtrail, dns].filter(({ name }) => set.match(name, { a: 'b' }).length > 0).map(({ name }) => name),
    ).toEqual(sources);
    expect(set.problems.length).toBe(sources.length === 0 ? 1 : 0);
  });

  it('says which log a rule waits for in vain', () => {
    expect(ruleSet(parsed('{ product: windows, service: security }'), [dns]).problems).toEqual([
      {
        file: 'x.yml',
        line: 1,
        sentence: 'The rule "x" is never asked: no source gives the log of product windows, service security.',
        remedy: expect.any(String),
        ja: { sentence: expect.stringContaining('ルール「x」は評価されません。'), remedy: expect.any(String) },
      },
    ]);
  });

  it('says it once for all rules that wait for the same log', () => {
    const many = ['{ product: windows }', '{ product: linux }', '{ product: windows }'].flatMap((logsource) =>
      parsed(logsource, 'selection: { a: b }'),
    );
    expect(ruleSet(many, [dns]).problems.map(({ sentence }) => sentence)).toEqual([
      'The rule "x" and 1 more are never asked: no source gives the log of product windows.',
      'The rule "x" is never asked: no source gives the log of product linux.',
    ]);
  });

  it("looks under Sigma's own name of a field first, then under the log's", () => {
    const set = ruleSet(parsed('{ category: dns }'), [dns]);
    const match = (fields: Record<string, unknown>): boolean => {
      const found = set.match('resolver', fields).length > 0;
      expect(set.wants('resolver', JSON.stringify(fields)) || !found).toBe(true);
      return found;
    };
    expect(match({ query_name: 'a.EVIL.example' })).toBe(true);
    expect(match({ query: 'a.evil.example' })).toBe(true);
    expect(match({ query: 'good.example', query_name: 'a.evil.example' })).toBe(false);
    expect(set.wants('resolver', '{"query_name":"good.example"}')).toBe(false);
  });

  it('knows nothing of a source that it was not given', () => {
    const set = ruleSet(parsed('{ product: aws }'), [cloudtrail]);
    expect(set.match('other', { query: 'x.evil.example' })).toEqual([]);
    expect(set.wants('other', '{"query":"x.evil.example"}')).toBe(false);
  });

  it('stops asking whether a record can be skipped where hardly any can, and asks again later', () => {
    const set = ruleSet(parsed('{ product: aws }', 'selection: { eventName: StopLogging }'), [cloudtrail]);
    const ask = (name: string, times: number): boolean[] =>
      Array.from({ length: times }, () => set.wants('cloudtrail', `{"eventName":"${name}"}`));
    expect(ask('StopLogging', 64)).not.toContain(false);
    expect(ask('ListUsers', 960)).not.toContain(false); // the rest of the block is let through
    expect(ask('ListUsers', 1024)).not.toContain(true);
  });
});
