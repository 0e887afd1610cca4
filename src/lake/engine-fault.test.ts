// Opens no lake.
import { ClickHouseError } from '@clickhouse/client';
import { expect, test } from 'vitest';
import { Fault } from '#kernel';
import { brief, engineFault } from './engine-fault.ts';

const refused = (code: string, message = 'the engine says so') => new ClickHouseError({ code, type: 'X', message });

test.each([
  ['159', 'TooSlow'],
  ['160', 'TooSlow'],
  ['241', 'TooLarge'],
  ['396', 'TooLarge'],
  ['243', 'Unavailable'],
  ['516', 'BadConfig'],
  ['497', 'BadConfig'],
])('the error %s of the engine is %s, said in both languages with its own words', (code, expected) => {
  const fault = engineFault(refused(code));
  expect(fault.code).toBe(expected);
  expect(fault.text.en).toContain('(the engine says so)');
  expect(fault.text.ja).toContain('（the engine says so）');
  expect(fault.text.ja).not.toBe(fault.text.en);
});

test('the engine in process tells its code within the sentence', () => {
  const error = new Error('Query failed: Code: 159. DB::Exception: Timeout exceeded (version 25.8.1.1)');
  expect(engineFault(error).code).toBe('TooSlow');
});

test('a full disk is told as that, whatever code it comes with', () => {
  for (const said of ['ENOSPC: no space', 'No space left on device', 'not enough space'])
    expect(engineFault(new Error(`Code: 1001. ${said}`)).code).toBe('Unavailable');
});

test('any other error is of the query for who asked one, and of the lake for everybody else', () => {
  expect(engineFault(refused('999', 'Something new'), 'BadQuery').message).toBe(
    'The query cannot be answered: Something new',
  );
  expect(engineFault(refused('999', 'Something new'))).toMatchObject({
    code: 'Internal',
    message: 'The lake failed: Something new',
  });
});

test('a fault stays what it is, and the cause is kept', () => {
  const fault = new Fault('NotFound', 'x');
  expect(engineFault(fault, 'BadQuery')).toBe(fault);
  const cause = refused('159');
  expect(engineFault(cause).cause).toBe(cause);
});

test('the sentence comes without code, version and stack, and has an end', () => {
  expect(brief(new Error('Code: 47. DB::Exception: Unknown column a. (version 25.8.1.1 (official build))'))).toBe(
    'Unknown column a.',
  );
  expect(brief(new Error('x'.repeat(10_000)))).toHaveLength(500);
});
