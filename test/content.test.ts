// Opens no lake.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fill, Guide } from '#attack';
import { eventsOfTest, openBook } from '#detect';
import { contentFolder, yamlFiles } from '#kernel';
import { correlateAll, ruleSet, type Described, type Hit } from '#sigma';
import { allSources } from '#sources';

const book = openBook({ own: await yamlFiles(`${contentFolder}/rules`), other: [] });
const { rules, correlations, windows, baselines, sequences, problems } = book;
const sources = await allSources();
const set = ruleSet(rules, sources);

/** What makes findings: a rule without one is a signal, which only correlations count. */
const shown = [...rules, ...correlations, ...windows, ...baselines, ...sequences].filter(
  ({ extra }) => 'finding' in extra,
);

describe('The rules of content/rules', () => {
  it('are there, and every one can be read', () => {
    expect(shown.length).toBeGreaterThan(90);
    expect(problems).toEqual([]);
  });

  it('all speak of a log that a source gives', () => expect(set.problems).toEqual([]));

  it('have ids that are UUIDs, no two the same', () => {
    const ids = [...rules, ...correlations, ...windows, ...baselines, ...sequences].map(({ id }) => id);
    expect(ids.filter((id) => !z.uuid().safeParse(id).success)).toEqual([]);
    expect(repeated(ids)).toEqual([]);
  });

  it('have no finding and title twice', () => {
    expect(repeated(shown.map(({ extra, title }) => `${String(extra['finding'])} ${title}`))).toEqual([]);
  });

  it('claim nothing where they explain nothing', () => {
    expect(
      book.all.filter(({ guide, type }) => guide === undefined && type !== '').map(({ rule }) => rule.file),
    ).toEqual([]);
  });

  it('keep signals, which nobody is shown, only for correlations to count', () => {
    const counted = new Set(correlations.flatMap(({ rules: names }) => names));
    const idle = rules.filter(({ id, extra }) => !('finding' in extra) && !counted.has(id));
    expect(idle.map(({ file }) => file)).toEqual([]);
  });
});

describe.each(shown.map(named))('What is shown of %s', (_, rule) => {
  const guide = Guide.safeParse(guideOf(rule));

  it('explains itself in full', () => expect(guide.error?.issues ?? []).toEqual([]));
  if (!guide.success) return;

  it('is Japanese in Japanese and English in English', () => {
    expect(textsIn(guide.data, 'ja').filter((text) => !japanese.test(text))).toEqual([]);
    expect(textsIn(guide.data, 'en').filter((text) => japanese.test(text))).toEqual([]);
  });

  it('names a tactic and a technique of ATT&CK, and nothing else', () => {
    const techniques = rule.tags.filter((tag) => /^attack\.t\d{4}(?:\.\d{3})?$/.test(tag));
    expect(techniques).not.toEqual([]);
    expect(rule.tags.filter((tag) => tactics.has(tag))).not.toEqual([]);
    expect(rule.tags.filter((tag) => !tactics.has(tag) && !techniques.includes(tag))).toEqual([]);
  });

  it('tells how to look into it and how to stop it', () => {
    expect(guide.data.respond.map(({ phase }) => phase)).toEqual(expect.arrayContaining(['verify', 'contain']));
  });

  it('has commands whose places one of its events fills', () => {
    const events = guide.data.tests.flatMap((test) => ('fires' in test ? shownBy(rule, test) : []));
    const commands = guide.data.respond.flatMap(({ run = '', check = '' }) => [run, check]).join('\n');
    const places = [...commands.matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].map(([, path = '']) => path);
    const empty = places.filter((path) => !everywhere.test(path) && !events.some((event) => fills(event, path)));
    expect(empty).toEqual([]);
  });

  it('has no list of an event amid a word of a command, which the list would tear apart', () => {
    const events = guide.data.tests.flatMap((test) => ('fires' in test ? shownBy(rule, test) : []));
    const commands = guide.data.respond.flatMap(({ run = '', check = '' }) => [run, check]).join('\n');
    const words = [...commands.matchAll(/=\{\{[^{}]+\}\}/g)].map(([word]) => word);
    const torn = words.filter((word) => events.some((event) => /\s/.test(unquoted(fill(word, event)))));
    expect(torn).toEqual([]);
  });
});

/** Signals without examples of their own are tried by the correlations that count them. */
const tried = rules.filter(({ extra }) => 'finding' in extra || 'tests' in extra);

describe.each(tried.map(named))('The rule %s', (_, rule) => {
  const tests = Guide.shape.tests.parse(rule.extra['tests']);

  it('is tried both ways', () => {
    expect(tests.some((test) => 'fires' in test)).toBe(true);
    expect(tests.some((test) => 'quiet' in test)).toBe(true);
  });

  it.each(tests.map(titled))('%s', (_title, test) => {
    const event = eventsOf(test)[0] ?? {};
    const matches = sources.filter(({ name }) => set.match(name, event).includes(rule));
    expect(matches.length > 0).toBe('fires' in test);
    for (const { name } of matches) expect(set.wants(name, JSON.stringify(event))).toBe(true);
  });
});

describe.each(correlations.map(named))('The correlation %s', (_, correlation) => {
  const tests = Guide.shape.tests.parse(correlation.extra['tests']);

  it('is tried both ways', () => {
    expect(tests.some((test) => 'fires' in test)).toBe(true);
    expect(tests.some((test) => 'quiet' in test)).toBe(true);
  });

  it.each(tests.map(titled))('%s', (_title, test) => {
    const alerts = correlateAll(correlations, eventsOf(test).flatMap(hitsOf));
    expect(alerts.some(({ correlation: id }) => id === correlation.id)).toBe('fires' in test);
  });
});

// That they fire and stay quiet as their tests say is tried by `yagura rules test`, in test/cli/rules.test.ts.
describe('The windows', () => {
  it('are tried both ways', () => {
    const testsOf = ({ extra }: Described) => Guide.shape.tests.parse(extra['tests']);
    const oneSided = windows.filter((window) => {
      return new Set(testsOf(window).map((test) => 'fires' in test)).size < 2;
    });
    expect(oneSided.map(({ file }) => file)).toEqual([]);
  });
});

describe('The rules over baselines and sequences', () => {
  it('are tried both ways', () => {
    const testsOf = ({ extra }: Described) => Guide.shape.tests.parse(extra['tests']);
    const oneSided = [...baselines, ...sequences].filter(
      (rule) => new Set(testsOf(rule).map((test) => 'fires' in test)).size < 2,
    );
    expect(oneSided.map(({ file }) => file)).toEqual([]);
  });
});

/** What matches one event of an example; events without a time come a second after each other. */
function hitsOf(fields: Record<string, unknown>, place: number): Hit[] {
  const time = typeof fields['eventTime'] === 'string' ? Date.parse(fields['eventTime']) : place * 1000;
  const matched = sources.flatMap(({ name }) => set.match(name, fields));
  return matched.map(({ id }) => ({ rule: id, time, eventId: `event-${place}`, fields }));
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** Paths that CloudTrail writes into (nearly) every event, though a short example may leave them out. */
const everywhere = /^(?:awsRegion|recipientAccountId|sourceIPAddress|eventTime|eventID|session|userIdentity\..+)$/;

const tactics: ReadonlySet<string> = new Set(
  `reconnaissance resource-development initial-access execution persistence privilege-escalation defense-evasion
   credential-access discovery lateral-movement collection command-and-control exfiltration impact`
    .split(/\s+/)
    .map((tactic) => `attack.${tactic}`),
);

function named<T extends Described>(rule: T): [string, T] {
  return [`${rule.file}: ${rule.title}`, rule];
}

type RuleTest = z.infer<typeof Guide.shape.tests>[number];

function titled(test: RuleTest): [string, RuleTest] {
  const verdict = 'fires' in test ? 'fires' : 'stays quiet';
  return [
    test.name
      ? `${verdict}: ${test.name}`
      : `${verdict} on ${JSON.stringify('fires' in test ? test.fires : test.quiet).slice(0, 120)}`,
    test,
  ];
}

/** The events of an example: one, or for a correlation several in the order of time. */
const eventsOf = (test: RuleTest): Record<string, unknown>[] => {
  const given = 'fires' in test ? test.fires : test.quiet;
  return Array.isArray(given) ? z.array(z.record(z.string(), z.unknown())).parse(given) : [given];
};

/** The fields of the events that a test holds; those of a window's are made. */
const shownBy = (rule: Described, test: RuleTest): Readonly<Record<string, unknown>>[] =>
  [...windows, ...baselines, ...sequences].some(({ id }) => id === rule.id)
    ? eventsOfTest(test, sources).map(({ event }) => event.fields)
    : eventsOf(test);

/** The keys of the guide alone; a rule may carry more for others. */
const guideOf = ({ extra }: Described): unknown =>
  Object.fromEntries(Object.entries(extra).filter(([key]) => key in Guide.shape));

const repeated = (texts: readonly string[]): string[] => texts.filter((text, at) => texts.indexOf(text) !== at);

/** Every text of a language: the values of its keys, at whatever depth. */
function textsIn(value: unknown, language: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === language ? allTexts(inner) : textsIn(inner, language),
  );
}

const allTexts = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(z.record(z.string(), z.string()).parse(value));

const unquoted = (command: string): string => command.replaceAll(/'[^']*'/g, '');

/** A place that stays empty is shown as its last name in angle brackets. */
const fills = (event: Readonly<Record<string, unknown>>, path: string): boolean =>
  !/^'?<.*>'?$/.test(fill(`{{${path}}}`, event));
