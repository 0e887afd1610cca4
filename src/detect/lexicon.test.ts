// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownLexicon } from './lexicon.ts';

const lexicon = ownLexicon();

test('hardly a name that people chose looks like noise, and noise does not look chosen', () => {
  const chosen =
    'stackoverflow letsencrypt mizuhobank scorecardresearch bloomberg tripadvisor sparkasse ycombinator craigslist prometheus openstreetmap startpage bleepingcomputer arstechnica mainichi yomiuri aljazeera straitstimes googleusercontent elasticbeanstalk windowsupdate kumamotonippo shizuokashinbun';
  // One of them, aljazeera, is as strange to English and Japanese as chance; a finding needs many in one hour.
  expect(chosen.split(' ').filter((name) => lexicon.isGenerated(name)).length).toBeLessThan(2);
  const made = 'qzvkxwpjhd xkqjzvbtwlmn 8f3kq9x2m7w1 wqpxzjrtkv hjqzxkvwbn d41x8cd98f00b204 ugsdrtgtthxz bnwclkvxqj';
  expect(made.split(' ').filter((name) => !lexicon.isGenerated(name))).toEqual([]);
});

test('of letters thrown by chance nearly all are seen, of words put together nearly none', () => {
  const letters = fc.sample(fc.stringMatching(/^[a-z]{10,20}$/), { numRuns: 500, seed: 1 });
  expect(letters.filter((name) => lexicon.isGenerated(name)).length).toBeGreaterThan(440);
  const word = fc.constantFrom(
    ...'cloud green water tokyo media smart travel house market garden health energy'.split(' '),
  );
  const names = fc.sample(
    fc.tuple(word, word).map((words) => words.join('')),
    { numRuns: 500, seed: 1 },
  );
  expect(names.filter((name) => lexicon.isGenerated(name))).toEqual([]);
});

test('short labels, labels of parts and names in other scripts tell nothing', () => {
  for (const name of ['qzvkx', 'xn--qzvkxwpjhd8f', 'ip-10-0-1-5', 'qz-vk-xw-pj'])
    expect(lexicon.isGenerated(name)).toBe(false);
});
