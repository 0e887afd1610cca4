// Opens no lake.
import { expect, test } from 'vitest';
import { openBook } from './book.ts';
import { excusable } from './regular.ts';

const rule = (id: string, ...tactics: string[]): string => `title: ${id}
id: ${id}
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: ${id} }
  condition: selection
level: high
tags: [${tactics.map((tactic) => `attack.${tactic}`).join(', ')}]
`;
const correlation = `title: Many
id: many
correlation: { type: event_count, rules: [counted], group-by: [account], timespan: 1h, condition: { gte: 3 } }
level: high
`;
const text = [
  rule('looks', 'discovery'),
  rule('stays', 'persistence', 'privilege-escalation'),
  rule('hides', 'defense-evasion'),
  rule('takes', 'collection', 'exfiltration'),
  rule('breaks', 'impact'),
  rule('silent'),
  rule('counted', 'discovery'),
  correlation,
].join('---\n');
const book = openBook({ own: [], other: [{ file: 'rules.yml', text }] });

test('what somebody does all the time may be milder where it neither hides, nor carries away, nor destroys', () => {
  expect(book.problems).toEqual([]);
  expect([...excusable(book)].toSorted()).toEqual(['looks', 'stays']);
});

test('a rule that tells no tactic, or only feeds a correlation, is not looked at', () => {
  expect(book.claimed('silent')?.type).not.toBe('');
  expect(book.claimed('counted')).toMatchObject({ type: '', tactics: ['discovery'] });
  for (const id of ['silent', 'counted']) expect(excusable(book)).not.toContain(id);
});
