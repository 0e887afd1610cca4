// Opens no lake.
import { expect, test } from 'vitest';
import { Fault } from '#kernel';
import { readTree } from './syntax-tree.ts';

const read = (...lines: string[]) => readTree(lines, ['yagura', 'system', 'default'], 'yagura').functions;
const selecting = (...lines: string[]) => read('SelectQuery (children 1)', ...lines.map((line) => ` ${line}`));

test('functions are named once each, and columns and literals are none', () => {
  expect(
    selecting(
      'ExpressionList (children 3)',
      ' Function count (alias n) (children 1)',
      ' Function lower (children 1)',
      '  ExpressionList (children 1)',
      '   Function count (children 1)',
      ' Identifier account',
      " Literal 'a (alias b)'",
    ),
  ).toEqual(['count', 'lower']);
});

test.each([
  ['TableIdentifier api_activity', true],
  ['TableIdentifier yagura.api_activity', true],
  ['TableIdentifier api_activity (alias t)', true],
  ['TableIdentifier system.tables', false],
  ['TableIdentifier yagura.api.activity', false],
  ['TableIdentifier default.api_activity', false],
  ['Identifier time', true],
  ['Identifier yagura.api_activity', true],
  ['Identifier fields.name', true], // a part of a column
  ['Identifier system.tables', false], // after IN it would be a table
])('%s: answered %j', (line, answered) => {
  if (answered) expect(() => selecting(line)).not.toThrow();
  else expect(() => selecting(line)).toThrow('only tables of Yagura may be read');
});

test('a function that is read like a table makes numbers, or is refused', () => {
  expect(selecting('TableExpression (children 1)', ' Function numbers (children 1)')).toEqual([]);
  expect(selecting('TableExpression (children 1)', ' Function NUMBERS (children 1)')).toEqual([]);
  for (const name of ['url', 'file', 's3', 'remote', 'merge', 'numbersx'])
    expect(() => selecting('TableExpression (children 1)', ` Function ${name} (children 1)`), name).toThrow(
      `it reads ${name}()`,
    );
});

test('what is not known to be harmless is refused, with the reason where people write it', () => {
  expect(() => selecting('Set')).toThrow('SETTINGS, which Yagura sets itself');
  expect(() => selecting('QueryParameter x')).toThrow('a parameter without a value');
  expect(() => selecting('ColumnsApplyTransformer')).toThrow('APPLY is not answered');
  expect(() => selecting('Explain')).toThrow('may only stand at its beginning');
  expect(() => selecting('NewNode of 2030')).toThrow('NewNode is not known to be harmless');
  expect(() => selecting('')).toThrow('part of it is not known to be harmless');
  expect(() => selecting('Set')).toThrow(Fault);
});

test('nobody writes a state of an aggregate function, nor hides the type of a cast', () => {
  const cast = (...of: string[]) =>
    selecting(`Function CAST (children 1)`, ' ExpressionList (children 2)', ...of.map((line) => `  ${line}`));
  expect(cast("Literal '1'", "Literal 'UInt8'")).toEqual(['CAST']);
  expect(cast('Identifier account', "Literal 'UInt8'")).toEqual(['CAST']);
  expect(() => cast("Literal '1'", 'Identifier type')).toThrow('the type of a CAST must be written out');
  expect(() => cast("Literal 'x'", "Literal 'AggregateFunction(count)'")).toThrow('a state of an aggregate function');
  for (const name of ['accurateCast', 'accurateCastOrNull', '_CAST', 'cast'])
    expect(
      () =>
        selecting(`Function ${name} (children 1)`, ' ExpressionList (children 2)', "  Literal 'x'", '  Identifier t'),
      name,
    ).toThrow('the type of a CAST');
});

test('depth decides what belongs to what: after a cast has ended, its rules do not hold any more', () => {
  expect(
    selecting(
      'ExpressionList (children 2)',
      ' Function CAST (children 1)',
      '  ExpressionList (children 2)',
      "   Literal '1'",
      "   Literal 'UInt8'",
      ' Function plus (children 1)',
      '  ExpressionList (children 2)',
      '   Identifier a',
      '   Identifier b',
    ),
  ).toEqual(['CAST', 'plus']);
});
