// Opens no lake.
import { expect, test } from 'vitest';
import { whyUnusable } from './postgres-words.ts';

const coded = (code: string, words = 'its own words'): Error => Object.assign(new Error(words), { code });

test.each([
  ['28P01', /^cannot be used: the password of "rin" is wrong.+store\.url$/, /パスワードが違うか/],
  ['53300', /^cannot be used: it takes no more connections.+max_connections/, /接続数が上限/],
  ['53100', /disk is full.+Make room, then repeat$/, /ディスクがいっぱい.+空きを増やして/],
  ['57014', /took too long.+statement_timeout/, /打ち切りました.+statement_timeout/],
  ['55P03', /waiting for a lock.+lock_timeout/, /ロック待ち.+lock_timeout/],
  ['25P03', /paused too long.+idle_in_transaction_session_timeout/, /休止したまま/],
  ['57P01', /it was stopped/, /停止されました/],
  ['42501', /"rin" lacks a right/, /権限が足りません/],
  ['57P03', /starting or stopping/, /起動か停止の途中/],
  ['57P05', /^does not answer: its own words\. Start it/, /^が応答しません（エラーの原文: its own words）/],
  ['ECONNREFUSED', /^does not answer: nothing answers there/, /接続を拒否されました/],
])('what the code %s means is told with the remedy in both languages', (code, en, ja) => {
  expect(whyUnusable(coded(code), 'rin')).toEqual({ en: expect.stringMatching(en), ja: expect.stringMatching(ja) });
});

test.each([
  ['Connection terminated unexpectedly', '途中で接続が切れました'],
  ['Connection terminated due to connection timeout', '時間内に応答がありませんでした'],
])('what its driver says without a code, %s, is told in Japanese too', (words, ja) => {
  expect(whyUnusable(new Error(words), 'rin')?.ja).toContain(ja);
});

test.each([
  ['InitializeSessionUserId', /^cannot be used: it has no role "rin"/, /ロール「rin」がないか/],
  [
    'ClientAuthentication',
    /^cannot be used: it does not let "rin" in from here.+sslmode/,
    /ロール「rin」では、ここから/,
  ],
])('what 28000 means is told by where PostgreSQL says it: %s', (routine, en, ja) => {
  const said = whyUnusable(Object.assign(coded('28000'), { routine }), 'rin');
  expect(said).toEqual({ en: expect.stringMatching(en), ja: expect.stringMatching(ja) });
});

test('a statement that was refused is no trouble of the server', () => {
  for (const error of [coded('23505'), coded('42601'), new TypeError('A slip.')])
    expect(whyUnusable(error, 'rin')).toBeUndefined();
});
