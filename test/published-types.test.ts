// Opens no lake.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBook } from '#detect';
import { contentFolder, yamlFiles } from '#kernel';
import { everyPublishedType, lambdaTypes, signals } from './published-types.ts';

const book = openBook({ own: await yamlFiles(join(contentFolder, 'rules')), other: [] });
const found = new Map(book.all.map((claimed) => [claimed.type, claimed]));

test('the lists of published names are whole: 87 types, 7 of Lambda, 35 signals, none twice', () => {
  const names = [...everyPublishedType, ...lambdaTypes, ...Object.values(signals).flat()];
  expect(everyPublishedType).toHaveLength(87);
  expect(Object.values(signals).flat()).toHaveLength(35);
  expect(new Set(names).size).toBe(87 + 7 + 35);
});

test('every published type is found by a rule, under its exact name', () => {
  expect(everyPublishedType.filter((type) => !found.has(type))).toEqual([]);
  expect(lambdaTypes.filter((type) => !found.has(type.replace(':Lambda/', ':EC2/')))).toEqual([]);
});

test('every signal is found by a rule, and is as bad as published', () => {
  const wrong = Object.entries(signals).flatMap(([level, names]) =>
    names.flatMap((name) => {
      const rules = book.all.filter(({ type }) => type.endsWith(`/${name}`));
      return rules.some(({ severity }) => severity === level)
        ? []
        : [`${name} ${level}: ${String(rules[0]?.severity)}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('each of them explains itself in both languages, says what to do, what it cannot see, and proves itself', () => {
  const ofSignals = Object.values(signals)
    .flat()
    .flatMap((name) => [...found.keys()].filter((type) => type.endsWith(`/${name}`)));
  expect(ofSignals.length).toBeGreaterThanOrEqual(35);
  const poor = [...everyPublishedType, ...ofSignals].flatMap((type) => {
    const guide = found.get(type)?.guide;
    const isWhole =
      guide !== undefined &&
      [guide.explain.en.why, guide.explain.ja.why, guide.name.en, guide.name.ja].every((text) => text !== '') &&
      guide.gaps !== undefined &&
      guide.respond.some(({ phase }) => phase === 'contain') &&
      new Set(guide.tests.map((one) => 'fires' in one)).size === 2;
    return found.has(type) && !isWhole ? [type] : [];
  });
  expect(poor).toEqual([]);
});
