import { describe, expect, it, test } from 'vitest';
import { compile } from './compile.ts';
import { parseRules } from './parse-rules.ts';
import type { RuleProblem } from './rule.ts';

const head = 'title: A rule\nlogsource:\n  product: aws\n';
const good = `${head}id: good\ndetection:\n  selection:\n    a: b\n  condition: selection\n`;

function problemsOf(text: string): RuleProblem[] {
  return parseRules([{ file: 'rules.yml', text }]).problems;
}

describe('a document that cannot be used', () => {
  const detection = (body: string, condition = 'selection'): string =>
    `${head}detection:\n  selection:\n${body}\n  condition: ${condition}\n`;

  it.each<[string, string, number, RegExp]>([
    ['an unknown modifier', detection('    b: 1\n    a|foo: 1'), 7, /no modifier "foo"/],
    ['a bad regular expression', detection('    b: 1\n    a|re: "(["'), 7, /regular expression "\(\[" cannot be read/],
    ['looking around', detection('    a|re: "(?=x)"'), 6, /\(\?=/],
    ['a bad range', detection('    a|cidr: 10.0.0.0/40'), 6, /no range of addresses/],
    ['a range whose length is no number', detection('    a|cidr: 10.0.0.0/x'), 6, /no range of addresses/],
    ['a range of names', detection('    a|cidr: internal'), 6, /no range of addresses/],
    ['a flag without its expression', detection('    a|i: x'), 6, /"i".* cannot be used on a text/],
    ['exists without a truth', detection('    a|exists: maybe'), 6, /"exists"/],
    ['exists with a number', detection('    a|exists: 1'), 6, /neither true nor false/],
    ['everyone with a number', detection('    a|everyone: 1'), 6, /neither true nor false/],
    ['a list within a list', detection('    - { a: 1 }\n    - [{ b: 1 }]'), 7, /list stands within a list/],
    ['an empty list of selections', detection('    []'), 5, /selection is empty/],
    ['a comparison with a text', detection('    a|gt: many'), 6, /no number/],
    ['a wildcard to encode', detection('    a|base64: x*'), 6, /wildcard cannot be encoded/],
    ['contains null', detection('    a|contains: null'), 6, /cannot be used on null/],
    ['a map as a value', detection('    a:\n      b: 1'), 6, /map or a list within a list/],
    ['an empty list of values', detection('    a: []'), 6, /empty list/],
    ['a placeholder without values', detection("    a|expand: '%who%'"), 6, /values for %who%/],
    ['an unknown selection', detection('    a: 1', 'selection and other'), 7, /names "other" \(column 15\)/],
    ['a pattern that fits nothing', detection('    a: 1', '1 of filter_*'), 7, /No selection is called "filter_\*"/],
    [
      'a bracket that stays open',
      detection('    a: 1', '(selection'),
      7,
      /it ends at column 11 where a closing bracket/,
    ],
    ['a word too many', detection('    a: 1', 'selection selection'), 7, /there is "selection" at column 11/],
    ['a number without its selections', detection('    a: 1', '1 of'), 7, /it ends at column 5 where "them"/],
    ['an end too early', detection('    a: 1', 'selection and'), 7, /it ends at column 14/],
    ['more than there are', detection('    a: 1', '2 of selection*'), 7, /can never hold/],
    ['the counting of old Sigma', detection('    a: 1', 'selection | count() > 5'), 7, /counts events behind "\|"/],
    ['a condition of numbers', detection('    a: 1', '5'), 7, /condition is no text/],
    ['a detection that is a list', `${head}detection: [a]\n`, 4, /detection is no map/],
    ['no condition', `${head}detection:\n  selection: { a: 1 }\n`, 4, /condition is missing/],
    ['no title', 'logsource: { product: aws }\ndetection:\n  s: { a: 1 }\n  condition: s\n', 1, /"title" is missing/],
    ['no logsource', 'title: x\ndetection:\n  s: { a: 1 }\n  condition: s\n', 1, /which log/],
    ['an empty logsource', 'title: x\nlogsource:\ndetection:\n  s: { a: 1 }\n  condition: s\n', 2, /which log/],
    [
      'an unknown level',
      `${head}level: dreadful\ndetection:\n  s: { a: 1 }\n  condition: s\n`,
      4,
      /"level" cannot be used/,
    ],
    ['an empty selection', `${head}detection:\n  s: {}\n  condition: s\n`, 5, /selection is empty/],
    ['something else altogether', `${head}rules: 5\n`, 1, /neither detection nor correlation nor filter/],
    ['a plain text', 'hello\n', 1, /no map/],
    ['broken YAML', `${head}detection: [\n`, 5, /not YAML/],
    [
      'a key twice',
      `${head}title: again\ndetection:\n  s: { a: 1 }\n  condition: s\n`,
      4,
      /not YAML: Map keys must be unique/,
    ],
  ])('%s is told with its line, and the document after it is read', (_, text, line, sentence) => {
    const before =
      'title: first\nid: first\nlogsource: { product: aws }\ndetection: { s: { a: 1 }, condition: s }\n---\n';
    const { rules, problems } = parseRules([{ file: 'rules.yml', text: `${before}${text}---\n${good}` }]);
    expect(rules.map(({ id }) => id)).toEqual(['first', 'good']);
    expect(problems).toEqual([
      {
        file: 'rules.yml',
        line: line + 5,
        sentence: expect.stringMatching(sentence),
        remedy: expect.stringMatching(/\w.*\.$/),
        ja: { sentence: expect.stringMatching(/[ぁ-ん].*。$/), remedy: expect.stringMatching(/[ぁ-ん]/) },
      },
    ]);
  });

  it('with a second rule of one id, the second is told and the first is in force', () => {
    const other = good.replace('a: b', 'a: c');
    expect(
      parseRules([
        { file: 'a.yml', text: good },
        { file: 'b.yml', text: other },
      ]),
    ).toMatchObject({
      rules: [{ file: 'a.yml' }],
      problems: [{ file: 'b.yml', line: 4, sentence: 'The id good belongs to the rule at a.yml:1 already.' }],
    });
  });

  it('that is a mere copy of another says nothing new', () => {
    expect(
      parseRules([
        { file: 'a.yml', text: good },
        { file: 'b.yml', text: good },
      ]),
    ).toMatchObject({ rules: [{ file: 'a.yml' }], problems: [] });
  });
});

test.each([
  ['correlation', 'correlation: { type: event_count, rules: [good], timespan: 1h, condition: { gte: 5 } }', 'gte: 6'],
  ['window', 'window: { asks: scans, gte: 5 }', 'gte: 6'],
])('a copy of a %s in another folder is the same, one that counts otherwise is not', (_, counted, otherwise) => {
  const text = `${good}---\ntitle: Many\n${counted}\n`;
  const files = [text, text, text.replace('gte: 5', otherwise)].map((one, n) => ({
    file: `${n}/rules.yml`,
    text: one,
  }));
  const { correlations, windows, problems } = parseRules(files);
  expect(problems).toEqual([]);
  expect([...correlations, ...windows].map(({ file }) => file)).toEqual(['0/rules.yml', '2/rules.yml']);
});

test('an alias within what it refers to would never end, and costs its document alone', () => {
  const endless = 'title: Endless\nlogsource: { product: aws }\nnotes: &a { again: *a }\n';
  const { rules, problems } = parseRules([{ file: 'rules.yml', text: `${good}---\n${endless}---\n${good}` }]);
  expect(rules.map(({ id }) => id)).toEqual(['good']);
  expect(problems).toMatchObject([
    { line: 12, sentence: 'This is not YAML: *a stands within &a itself and would never end.' },
  ]);
});

describe('bounds', () => {
  it('a file that is too large is refused', () => {
    expect(problemsOf(`${good}# ${'x'.repeat(1_100_000)}`)).toMatchObject([
      { sentence: expect.stringMatching(/characters; at most/) },
    ]);
  });

  it('a file that is no UTF-8 is refused, for its letters would not be those of its values', () => {
    const said = (bytes: Buffer) => problemsOf(bytes.toString('utf8')).map(({ line, sentence }) => [line, sentence]);
    const refused = [[1, 'This is no text in UTF-8.']];
    expect(said(Buffer.from(good.replace('a: b', 'a: caf\u00e9'), 'latin1'))).toEqual(refused);
    expect(said(Buffer.from(good, 'utf16le'))).toEqual(refused);
    expect(said(Buffer.from(good.replace('a: b', 'a: caf\u00e9')))).toEqual([]);
  });

  it('a condition that is nested too deep is refused', () => {
    const condition = `${'('.repeat(40)}selection${')'.repeat(40)}`;
    expect(problemsOf(good.replace('condition: selection', `condition: ${condition}`))).toMatchObject([
      { sentence: expect.stringMatching(/nested more than/) },
    ]);
  });

  it('a document that is nested beyond all sense is refused', () => {
    expect(problemsOf(`a: ${'['.repeat(50_000)}`)).toHaveLength(1);
  });

  it('anchors that multiply are refused', () => {
    const bomb = Array.from(
      { length: 12 },
      (_, level) => `a${level}: &a${level} [${level === 0 ? 'x' : `*a${level - 1}, `.repeat(9).slice(0, -2)}]`,
    ).join('\n');
    expect(problemsOf(`${bomb}\n`)).toMatchObject([{ sentence: expect.stringMatching(/cannot be read/) }]);
  });

  it('values beyond the bound, given or made by a modifier, are refused', () => {
    const flags = Array.from({ length: 8 }, (_, flag) => `-f${flag}`).join(' ');
    expect(problemsOf(good.replace('a: b', `a|windash: '${flags}'`))).toMatchObject([
      { line: 7, sentence: expect.stringMatching(/more than 20000 values/) },
    ]);
  });

  it('placeholders beyond the bound, by their values or in number, are refused', () => {
    const values = { many: Array.from({ length: 200 }, (_, place) => `${place}`), one: ['x'] };
    for (const text of ['%many%%many%', '%one%'.repeat(50_000)])
      expect(
        parseRules([{ file: 'rules.yml', text: good.replace('a: b', `a|expand: '${text}'`) }], values).problems,
      ).toMatchObject([{ line: 7, sentence: expect.stringMatching(/more than 20000 values/) }]);
  });

  it('values that modifiers make of many beyond the bound are refused', () => {
    const values = Array.from({ length: 8000 }, (_, place) => `v${place}`).join(', ');
    expect(problemsOf(good.replace('a: b', `a|base64offset|contains: [${values}]`))).toMatchObject([
      { line: 7, sentence: expect.stringMatching(/more than 20000 values/) },
    ]);
  });

  it('a regular expression that is too long is refused', () => {
    expect(problemsOf(good.replace('a: b', `a|re: '${'x'.repeat(2001)}'`))).toMatchObject([
      { line: 7, sentence: expect.stringMatching(/2001 characters/) },
    ]);
  });
});

describe('what a rule says of itself', () => {
  const text = `${good}name: short_name\nstatus: test\nlevel: high\ntags: [attack.t1098]\nfalsepositives: Unlikely\nauthor: Somebody\nfinding: A:B/C\ngaps: { en: x, ja: y }\n`;
  const rule = parseRules([{ file: 'r.yml', text: `# about\n---\n${text}` }]).rules[0];

  it('is read, and what Sigma does not know is kept aside', () => {
    expect(rule).toMatchObject({
      id: 'good',
      name: 'short_name',
      title: 'A rule',
      level: 'high',
      status: 'test',
      tags: ['attack.t1098'],
      falsepositives: ['Unlikely'],
      author: 'Somebody',
      logsource: { product: 'aws' },
      line: 3,
      extra: { finding: 'A:B/C', gaps: { en: 'x', ja: 'y' } },
    });
  });

  it('a name in two languages is no name of Sigma', () => {
    const named = parseRules([{ file: 'r.yml', text: `${good}name: { en: One, ja: Two }\n` }]).rules[0];
    expect(named).not.toHaveProperty('name');
    expect(named?.extra).toEqual({ name: { en: 'One', ja: 'Two' } });
  });

  it('without an id the rule has one that stays the same', () => {
    const withoutId = good.replace('id: good\n', '');
    const ids = [1, 2].map(() => parseRules([{ file: 'r.yml', text: withoutId }]).rules[0]?.id);
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids[0]).toBe(ids[1]);
  });
});

describe('filters', () => {
  const rule = good.replace('id: good', 'id: good\nname: short');
  const filter = (rules: string, condition = 'selection', product = 'aws'): string =>
    `---\ntitle: Deployments\nlogsource: { product: ${product} }\nfilter:\n  rules: ${rules}\n  selection: { user: deployer }\n  condition: ${condition}\n`;
  const match = (text: string): boolean[] => {
    const parsed = parseRules([{ file: 'f.yml', text: rule + text }]);
    expect(parsed.problems).toEqual([]);
    const [read] = parsed.rules;
    return [{ a: 'b', user: 'deployer' }, { a: 'b', user: 'alice' }, { user: 'alice' }].map((event) =>
      read ? compile(read.detection)(event) : false,
    );
  };

  it.each(['[good]', '[short]', 'any', 'good'])('takes its matches away from the rules that it names: %s', (rules) => {
    expect(match(filter(rules))).toEqual([false, true, false]);
  });

  it('understands a condition that says what is kept', () => {
    expect(match(filter('[good]', 'not selection'))).toEqual([false, true, false]);
  });

  it('several filters on one rule all count', () => {
    expect(match(filter('any') + filter('[good]').replace('deployer', 'alice'))).toEqual([false, false, false]);
  });

  it.each([filter('[other]'), filter('any', 'selection', 'windows')])('one that changes no rule is told', (text) => {
    expect(problemsOf(rule + text)).toMatchObject([
      { line: 11, sentence: 'The filter "Deployments" changes no rule.' },
    ]);
  });

  it('one without rules is told', () => {
    expect(problemsOf(rule + filter(''))).toMatchObject([
      { line: 14, sentence: expect.stringMatching(/for which rules/) },
    ]);
  });
});

describe('correlations', () => {
  const correlation = (body: string): string => `---\ntitle: Many\nid: many\ncorrelation:\n${body}\n`;
  const plain = '  type: event_count\n  rules: [good]\n  group-by: [user]\n  timespan: 10m\n  condition: { gte: 3 }';

  it('are read, and name their rules by id, by name or by title', () => {
    for (const name of ['good', 'A rule']) {
      expect(
        parseRules([{ file: 'c.yml', text: good + correlation(plain.replace('good', `"${name}"`)) }]),
      ).toMatchObject({
        correlations: [
          {
            rules: ['good'],
            groupBy: ['user'],
            timespanSeconds: 600,
            condition: { bounds: [{ compare: 'gte', than: 3 }] },
            generate: false,
          },
        ],
        problems: [],
      });
    }
  });

  it('come after those that they name', () => {
    const outer = correlation('  type: temporal\n  rules: [many, good]\n  timespan: 1d').replace(
      'id: many',
      'id: outer',
    );
    const { correlations } = parseRules([{ file: 'c.yml', text: good + outer + correlation(plain) }]);
    expect(correlations.map(({ id }) => id)).toEqual(['many', 'outer']);
  });

  it.each<[string, string, number, RegExp]>([
    ['an unknown rule', plain.replace('good', 'missing'), 10, /names the rule "missing"/],
    ['a circle', plain.replace('good', 'many'), 10, /depends on itself/],
    ['an unknown type', plain.replace('event_count', 'event_sum'), 13, /"type"/],
    ['a bad timespan', plain.replace('10m', '10 minutes'), 16, /"timespan"/],
    ['a rule twice', plain.replace('[good]', '[good, good]'), 14, /"rules"/],
    ['a bound without a number', plain.replace('gte: 3', 'gte: many'), 17, /condition/],
    ['no bound', plain.replace('{ gte: 3 }', '{}'), 17, /no bound/],
    ['an unknown bound', plain.replace('gte: 3', 'atleast: 3'), 17, /condition/],
    ['no field', plain.replace('event_count', 'value_count'), 17, /needs the field/],
    [
      'an order of fewer rules',
      plain.replace('event_count', 'temporal_ordered').replace('gte: 3', 'gte: 2'),
      17,
      /can never hold/,
    ],
  ])('%s is told with its line', (_, body, line, sentence) => {
    const { rules, correlations, problems } = parseRules([{ file: 'c.yml', text: good + correlation(body) }]);
    expect([rules.length, correlations.length]).toEqual([1, 0]);
    expect(problems).toMatchObject([{ line, sentence: expect.stringMatching(sentence) }]);
  });
});
