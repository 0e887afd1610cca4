import { expect, test } from 'vitest';
import { checkMode, checkProtection } from './settings.ts';

test('a mode of validation is OFF or STRICT, and protection is on, off or not said', () => {
  expect([checkMode('OFF'), checkMode('STRICT')]).toEqual(['OFF', 'STRICT']);
  expect([checkProtection('ENABLED'), checkProtection('DISABLED'), checkProtection(undefined)]).toEqual([
    'ENABLED',
    'DISABLED',
    undefined,
  ]);
});

test('anything else is refused with what there is', () => {
  expect(() => checkMode('strict')).toThrow('must be OFF or STRICT');
  expect(() => checkProtection('')).toThrow('must be ENABLED or DISABLED');
});
