import { expect, test } from 'vitest';
import { RememberedDecisions } from './remembered-decisions.ts';
import type { Wish } from './question.ts';

const mei: Wish['caller'] = {
  arn: 'arn:aws:iam::111122223333:user/mei',
  account: '111122223333',
  name: 'mei',
  role: 'analyst',
};
const context = { region: 'us-east-1', sourceAddress: '127.0.0.1', at: new Date(0) };
const wish: Wish = { caller: mei, action: 'yagura:ListFindings', on: 'everything', context };

const decider = { decide: () => ({ allowed: true, reasons: [], errors: [] }) };
const byPolicies = { text: '', decider, heedCircumstances: false };

/** Asks, and tells how often it was decided so far. */
function asking() {
  const remembered = new RememberedDecisions();
  let decided = 0;
  return (one: Wish, by = byPolicies): number => {
    remembered.recall(one, by, () => ({ allowed: ++decided > 0, reason: '' }));
    return decided;
  };
}

test('the same wish is decided once, whichever object its caller is', () => {
  const ask = asking();
  expect(ask(wish)).toBe(1);
  expect(ask({ ...wish, context: { ...context, sourceAddress: '192.0.2.1' } })).toBe(1);
  expect(ask({ ...wish, caller: { ...mei } })).toBe(1);
});

test('another caller, action or target is another wish', () => {
  const ask = asking();
  ask(wish);
  const others: Wish[] = [
    { ...wish, action: 'yagura:GetFinding' },
    { ...wish, on: { account: '111122223333' } },
    { ...wish, on: { account: '444455556666' } },
    { ...wish, on: { assume: { role: 'analyst', account: '111122223333' } } },
    { ...wish, on: { assume: { role: 'auditor', account: '111122223333' } } },
    ...(['arn', 'name', 'account'] as const).map((part) => ({ ...wish, caller: { ...mei, [part]: 'other' } })),
    { ...wish, caller: { ...mei, role: 'auditor' } },
  ];
  for (const [at, other] of others.entries()) expect(ask(other)).toBe(at + 2);
});

test('other policies decide anew, and so do those that look at the circumstances', () => {
  const ask = asking();
  ask(wish);
  expect(ask(wish, { ...byPolicies })).toBe(2);
  const careful = { ...byPolicies, heedCircumstances: true };
  expect(ask(wish, careful)).toBe(3);
  expect(ask(wish, careful)).toBe(4);
});
