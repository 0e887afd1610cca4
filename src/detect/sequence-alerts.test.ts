// Opens no lake.
import { expect, test } from 'vitest';
import { book, deed, rin, sequenceRule } from './made-deeds.contract.ts';
import { sequenceAlerts } from './sequence-alerts.ts';

const credentials = sequenceRule('credentials');

/** A stranger who signs in, looks around, stays, hides and destroys in another account. */
const attack = [
  deed(1, 'in', {
    type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller',
    tactics: ['initial-access'],
    severity: 'medium',
  }),
  deed(2, 'look', { tactics: ['discovery', 'collection'], severity: 'medium', techniques: ['T1087'] }),
  deed(3, 'rights', { tactics: ['privilege-escalation'], resource: 'role/a', account: '444455556666' }),
  deed(4, 'stay', { techniques: ['T1087', 'T1098'] }),
  deed(5, 'hide', { tactics: ['defense-evasion'] }),
  deed(6, 'end', { tactics: ['impact'] }),
];

test('a sequence is told by its actor, where its worst deed was done, and claims each of its events', () => {
  const [alert, ...others] = sequenceAlerts(credentials, attack, book);
  expect(others).toEqual([]);
  expect(alert?.claims.map(({ event }) => event.id)).toEqual(attack.map(({ claim }) => claim.event.id));
  const [claim] = alert?.claims ?? [];
  const claimed = book.claimed(credentials.id);
  expect(claim).toMatchObject({
    rule: credentials.id,
    type: claimed?.type,
    severity: claimed?.severity,
    principal: rin,
    account: '444455556666',
    region: '',
    resource: 'role/a',
    tactics: ['initial-access', 'discovery', 'privilege-escalation', 'persistence', 'defense-evasion', 'impact'],
    techniques: ['T1087', 'T1098'],
  });
});

test('of one kind of deed ten events are shown, and of an event of which several rules speak one', () => {
  const again = Array.from({ length: 14 }, (_, index) => deed(10 + index, 'end', { tactics: ['impact'] }));
  const twice = deed(3.5, 'twice', { event: { ...deed(3, 'rights').claim.event } });
  const [alert] = sequenceAlerts(credentials, [...attack, ...again, twice], book);
  const ids = alert?.claims.map(({ event }) => event.id) ?? [];
  expect(ids.filter((id) => id.startsWith('end-'))).toHaveLength(10);
  expect(ids.filter((id) => id === 'rights-3')).toHaveLength(1);
});

test('what is no attack, or of a rule that is not in force, makes no alert', () => {
  expect(sequenceAlerts(credentials, attack.slice(0, 1), book)).toEqual([]);
  expect(sequenceAlerts({ ...credentials, id: 'not in force' }, attack, book)).toEqual([]);
});
