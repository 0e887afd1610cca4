// Opens no lake.
import { expect, test } from 'vitest';
import { whyUnusable } from './postgres-words.ts';

const coded = (code: string, words = 'its own words'): Error => Object.assign(new Error(words), { code });

test.each([
  ['28P01', /^cannot be used: the name or the password is wrong.+store\.url$/, /パスワードが違います/],
  ['53300', /^cannot be used: it takes no more connections.+max_connections/, /接続数が上限/],
  ['53100', /disk is full.+Make room, then repeat$/, /ディスクがいっぱい.+空きを増やして/],
  ['57P03', /starting or stopping/, /起動か停止の途中/],
  ['57P01', /^does not answer: its own words\. Start it/, /^が応答しません（its own words）/],
  ['ECONNREFUSED', /^does not answer: nothing answers there/, /接続を拒否されました/],
])('what the code %s means is told with the remedy in both languages', (code, en, ja) => {
  expect(whyUnusable(coded(code))).toEqual({ en: expect.stringMatching(en), ja: expect.stringMatching(ja) });
});

test.each([
  ['Connection terminated unexpectedly', '途中で接続が切れました'],
  ['Connection terminated due to connection timeout', '時間内に応答がありませんでした'],
])('what its driver says without a code, %s, is told in Japanese too', (words, ja) => {
  expect(whyUnusable(new Error(words))?.ja).toContain(ja);
});

test('a statement that was refused is no trouble of the server', () => {
  for (const error of [coded('23505'), coded('42601'), new TypeError('A slip.')])
    expect(whyUnusable(error)).toBeUndefined();
});
