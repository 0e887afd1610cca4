// Opens no lake.
import { expect, test } from 'vitest';
import { nothingReplayed } from '#authz';
import { printReplayed, type Replayed } from './replayed.ts';

const changed = (part: Partial<Replayed['changed'][number]> = {}): Replayed['changed'][number] => ({
  before: { principal: 'User::"rin"', action: 'Action::"view"', resource: 'Photo::"1"', decision: 'ALLOW' },
  decision: 'DENY',
  determining: [],
  errors: [],
  ...part,
});

function printed(replayed: Partial<Replayed>, format: 'text' | 'jsonl' = 'text', language: 'en' | 'ja' = 'en') {
  const said: { out: string[]; err: string[] } = { out: [], err: [] };
  const terminal = {
    out: (text: string) => void said.out.push(text),
    err: (text: string) => void said.err.push(text),
    progress: { report: () => undefined },
    interactive: false,
    columns: 80,
  };
  printReplayed({ ...nothingReplayed(), ...replayed }, format, { terminal, say: (text) => text[language] });
  return said;
}

test('a decision that comes out otherwise is a line with what decides now, and its errors', () => {
  const { out } = printed({
    denied: 2,
    changed: [changed(), changed({ determining: ['p1', 'p2'], errors: ['p3: no such attribute'] })],
  });
  expect(out).toEqual([
    'ALLOW -> DENY  User::"rin" Action::"view" Photo::"1"  no policy permits it',
    'ALLOW -> DENY  User::"rin" Action::"view" Photo::"1"  by p1, p2; p3: no such attribute',
  ]);
});

test('names of people come as they are written, but steer no terminal', () => {
  const before = { ...changed().before, principal: 'User::"\u001b[2J"' };
  expect(printed({ changed: [changed({ before })] }).out[0]).toContain('User::"\\u001b[2J"');
  const [line = ''] = printed({ changed: [changed({ before })] }, 'jsonl').out;
  expect(JSON.parse(line)).toEqual(changed({ before }));
});

test('the counts come beside, and what is not shown is said', () => {
  const { err } = printed({
    asked: 9,
    same: 4,
    allowed: 1,
    denied: 2,
    uncertain: 1,
    unreadable: 1,
    more: true,
    changed: [changed()],
  });
  expect(err[0]).toMatch(
    /^9 asked anew: 4 the same, 1 allowed now, 2 denied now, 1 otherwise .*, 1 that cannot be asked\.$/,
  );
  expect(err[1]).toMatch(/^There were older decisions/);
  expect(err[2]).toBe('3 more came out otherwise and are not shown.');
  expect(printed({ allowed: 1, changed: [changed()] }).err).toHaveLength(1);
  expect(printed({ asked: 1, same: 1 }, 'text', 'ja').err[0]).toContain('1 件を判定し直しました: 同じ 1 件');
});
