// Opens no lake.
import { errors } from 'jose';
import { expect, test } from 'vitest';
import { Fault } from '#kernel';
import { distrustOf } from './distrust.ts';

test('why a token cannot be trusted is told in both languages, as far as it is known', () => {
  expect(distrustOf(new errors.JWSSignatureVerificationFailed())).toEqual({
    en: 'it cannot be trusted: signature verification failed',
    ja: '信頼できないトークンです: 署名が正しくありません',
  });
  const away = new Fault('Unavailable', { en: 'The keys cannot be had.', ja: '公開鍵を取得できません。' });
  expect(distrustOf(away).ja).toBe('信頼できないトークンです: 公開鍵を取得できません。');
  expect(distrustOf(new Error('odd')).ja).toContain('odd');
});
