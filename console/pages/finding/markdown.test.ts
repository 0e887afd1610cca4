import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentence } from '../../i18n/words.ts';
import { markdownOf } from './markdown.ts';

type Detail = Parameters<typeof markdownOf>[0];
const both = (text: string) => ({ en: text, ja: text });

/** A finding in which the same text, as an attacker may have chosen it, stands everywhere. */
const findingOf = (text: string): Detail => {
  const finding: Detail['finding'] = {
    id: 'f1',
    rule: text,
    source: text,
    title: both(text),
    type: text,
    severity: 'high',
    account: text,
    region: text,
    principal: text,
    resource: text,
    firstSeen: '2026-01-01T00:00:00Z',
    lastSeen: '2026-01-01T00:00:00Z',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    archived: false,
    tactics: [],
    count: 1,
    techniques: [],
  };
  const answers: Detail['answers'] = {
    who: { sentence: both(text), facts: [{ label: both('Key'), value: text }], lineage: [] },
    why: { sentence: both(text), refused: false, here: both(text), severity: both(text), confidence: both(text) },
    how: {
      sentence: both(`${text}\nfirst step`),
      techniques: [{ id: 'T1078', name: both('Valid Accounts'), tactic: both('Persistence'), about: both('') }],
      events: [],
    },
    next: [{ step: both(text), log: text, seen: 2, refused: 1 }],
    do: [{ phase: 'contain', sentence: both(text), run: text }],
  };
  return { finding, answers };
};

const written = (text: string): string =>
  markdownOf(findingOf(text), 'https://yagura.example/findings/1', (words, places) => sentence('en', words, places));

/** Markdown without what stands in code, of either kind. */
const outsideCode = (markdown: string): string =>
  markdown.replaceAll(/^ {3}(`{3,})sh\n[^]*?\n {3}\1$/gm, '').replaceAll(/(?<![\\`])(`+) [^]*? \1/g, '');

test('the five answers stand under their headings, the steps of an attack on lines of their own', () => {
  const markdown = written('alice');
  expect(markdown.match(/^#+ .*$/gm)).toHaveLength(6);
  expect(markdown).toContain('\nfirst step\n');
  expect(markdown).toContain('- Key: ` alice `');
  expect(markdown).toContain('- alice (` alice `): Done 2 times / Tried and refused once');
});

test('no text of a log becomes markup: no heading, link, picture, tag or list of its own', () => {
  const signs = fc.constantFrom(
    '#',
    '`',
    '``',
    '[',
    ']',
    '(x)',
    '!',
    '<b>',
    '*',
    '_',
    '|',
    '\n',
    '\n\n# ',
    '\n- ',
    'a',
    ' ',
  );
  const hostile = fc.array(signs, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(hostile, (text) => {
      const markdown = outsideCode(written(text));
      expect(markdown).not.toMatch(/(?<!\\)[<[]/);
      expect(markdown.match(/^#+ /gm)).toHaveLength(6);
    }),
  );
});
