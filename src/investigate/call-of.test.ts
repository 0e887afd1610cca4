// Opens no lake.
import { expect, test } from 'vitest';
import { callOf } from './call-of.ts';

test('a call is named by service and action, and other logs have none', () => {
  expect(callOf({ eventSource: 'lambda.amazonaws.com', eventName: 'Invoke20150331v2' })).toEqual(['lambda:Invoke']);
  expect([callOf({}), callOf({ eventSource: 7, eventName: 'X' })]).toEqual([[], []]);
});
