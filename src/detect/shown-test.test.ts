// Opens no lake.
import { expect, test } from 'vitest';
import { shownTest } from './shown-test.ts';

const stop = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', requestParameters: { name: 'main' } };
const first = { fires: stop };

test('a single event is shown by its call, and by what is otherwise than in the first test', () => {
  expect(shownTest(first, first)).toBe('StopLogging');
  expect(shownTest({ quiet: { ...stop, errorCode: 'AccessDenied' } }, first)).toBe('StopLogging (AccessDenied)');
  const other = { ...stop, userIdentity: { type: 'AWSService' }, requestParameters: { name: 'main' } };
  expect(shownTest({ quiet: other }, first)).toBe('StopLogging, userIdentity.type: AWSService');
});

test('many events are shown as steps, each of the same once, and cut when they are many', () => {
  const steps = [{ eventName: 'CreateUser' }, { eventName: 'CreateUser' }, { calls: 30, eventName: 'GetObject' }];
  expect(shownTest({ fires: steps }, first)).toBe('CreateUser → 30 × GetObject');
  expect(shownTest({ quiet: [{ eventName: 'CreateUser', at: '2d' }, ...steps.slice(2)] }, { fires: steps })).toBe(
    'CreateUser → 30 × GetObject, at: 2d',
  );
  const many = Array.from({ length: 20 }, (_, index) => ({ eventName: `Call${index}` }));
  expect(shownTest({ fires: many }, first)).toMatch(/^Call0 → .* → Call5 → …$/);
});

test('what is no call is shown by its first fields', () => {
  const flows = { flows: 500, from: '10.0.1.5', to: '203.0.113.9', port: 53 };
  expect(shownTest({ fires: flows }, { fires: flows })).toBe('flows: 500, from: 10.0.1.5, to: 203.0.113.9');
});
