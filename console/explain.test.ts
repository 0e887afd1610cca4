import { expect, test } from 'vitest';
import { CallError } from './call.ts';
import { explain } from './explain.ts';
import { statesWords } from './i18n/states.ts';

const thrown = (code: string, message = 'It did not work.'): CallError =>
  new CallError(code, { en: message, ja: message });

test('who may not do a thing reads which permission is missing, and not what the server wrote', () => {
  const said =
    'User: arn:aws:iam::000000000000:user/audrey is not authorized to perform: yagura:ListRules on resource: *';
  expect(explain(thrown('Denied', said))).toMatchObject({
    kind: 'denied',
    why: statesWords.deniedWhy,
    places: { action: 'yagura:ListRules' },
  });
});

test('a refusal in other words is told in its own words', () => {
  expect(explain(thrown('Denied', 'Not you.'))).toMatchObject({ kind: 'denied', why: { en: 'Not you.' }, places: {} });
});

test('a lake that is away is no server that is busy, and a server that is away no fault', () => {
  expect(explain(thrown('Unavailable')).title).toBe(statesWords.unavailableTitle);
  expect(explain(thrown('TooMany')).title).toBe(statesWords.busyTitle);
  expect(explain(thrown('Unreachable')).kind).toBe('away');
});

test('whatever else is thrown has failed, with what it says', () => {
  expect(explain(thrown('Internal')).kind).toBe('failed');
  expect(explain(new TypeError('x is undefined'))).toMatchObject({ kind: 'failed', why: { en: 'x is undefined' } });
  expect(explain('nothing')).toMatchObject({ why: { ja: 'nothing' } });
});
