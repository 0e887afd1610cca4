import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ruleText, type Draft } from './draft.ts';

const anyText = (minLength = 0) =>
  fc.string({ minLength, unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });

const draftOf = (given: Partial<Draft>): Draft => ({
  title: 'A rule',
  level: 'high',
  logsource: { product: 'aws', service: 'cloudtrail' },
  picked: [{ field: 'eventName', mode: 'is', values: ['StopLogging'] }],
  ...given,
});

const Rule = z.looseObject({
  title: z.string(),
  detection: z.looseObject({ selection: z.record(z.string(), z.unknown()) }),
});
const selectionIn = (text: string) => Rule.parse(parse(text)).detection.selection;

test('a draft is a Sigma rule with what was picked', () => {
  expect(parse(ruleText(draftOf({})))).toEqual({
    title: 'A rule',
    logsource: { product: 'aws', service: 'cloudtrail' },
    detection: { selection: { eventName: 'StopLogging' }, condition: 'selection' },
    level: 'high',
  });
});

test('nothing picked, or only empty values, is no rule', () => {
  expect(ruleText(draftOf({ picked: [] }))).toBe('');
  expect(ruleText(draftOf({ picked: [{ field: 'eventName', mode: 'is', values: [''] }] }))).toBe('');
});

test('a value stands in the rule as it stood in the event, whatever signs YAML and Sigma have a use for', () => {
  fc.assert(
    fc.property(anyText(1), fc.string({ minLength: 1 }), (value, title) => {
      const text = ruleText(draftOf({ title, picked: [{ field: 'userAgent', mode: 'contains', values: [value] }] }));
      expect(parse(text)).toMatchObject({ title });
      const found = selectionIn(text)['userAgent|contains'];
      expect(String(found).replaceAll(/\\([\\*?])/g, '$1')).toBe(value);
    }),
  );
});

test('several values are a list, and numbers stay numbers', () => {
  const picked: Draft['picked'] = [{ field: 'port', mode: 'any', values: [22, 3389] }];
  expect(selectionIn(ruleText(draftOf({ picked })))).toEqual({ port: [22, 3389] });
});
