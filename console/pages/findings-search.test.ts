import { expect, test } from 'vitest';
import { findingsSearch, listOf, listPart, severitiesOf, sortOf, withSort } from './findings-search.ts';

test('an address without anything asks for the findings that are not archived, the worst first', () => {
  expect(listOf({})).toEqual({ where: [], archived: false, sort: 'severity', descending: true });
});

test('what an address says of archive, order and conditions is asked; what does not fit is left out', () => {
  const search = findingsSearch({
    severity: ['high', 'critical'],
    archived: ['any'],
    sort: ['count'],
    colour: ['red'],
  });
  expect(Object.keys(search)).not.toContain('colour');
  expect(listOf(search)).toEqual({
    where: [{ property: 'severity', operator: '=', values: ['high', 'critical'] }],
    archived: 'any',
    sort: 'count',
    descending: true,
  });
  expect(sortOf({ sort: ['colour'] })).toBe('severity');
});

test('the usual order leaves nothing in the address', () => {
  const search = withSort({ type: ['a'] }, 'count', false);
  expect(search).toEqual({ type: ['a'], sort: ['count'], ascending: ['true'] });
  expect(withSort(search, 'severity', true)).toEqual({ type: ['a'] });
});

test('the finding that is open beside a list changes nothing of the list', () => {
  expect(listPart({ type: ['a'], open: ['f1'] })).toEqual({ type: ['a'] });
});

test('only severities that exist are taken from an address', () => {
  expect(severitiesOf({ severity: ['high', 'terrible', 'toString'] })).toEqual(['high']);
});
