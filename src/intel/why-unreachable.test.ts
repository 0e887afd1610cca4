import { expect, test } from 'vitest';
import { whyUnreachable } from './why-unreachable.ts';

const failed = (code: string, cause?: unknown): Error =>
  Object.assign(new Error(`failed: ${code}`, { cause }), { code });

test('what the network says is told in both languages', () => {
  expect(whyUnreachable(new TypeError('fetch failed', { cause: failed('ECONNREFUSED') }))).toEqual({
    en: 'nothing answers there (ECONNREFUSED)',
    ja: 'ECONNREFUSED: 接続を拒否されました',
  });
});

test('a time limit is told in both languages, whoever ended the request', () => {
  const late = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  expect(whyUnreachable(late)).toEqual(whyUnreachable(Object.assign(new Error('aborted'), { name: 'AbortError' })));
  expect(whyUnreachable(new TypeError('fetch failed', { cause: late })).ja).toMatch(/制限時間/);
});

test('an error of no known code says what it says itself', () => {
  expect(whyUnreachable(new Error('the moon is full')).en).toContain('the moon is full');
  expect(whyUnreachable('no error at all').en).toContain('no error at all');
});
