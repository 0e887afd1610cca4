import { expect, test } from 'vitest';
import { certificateTrouble } from './certificate-words.ts';

const refused = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });

test.each([
  ['CERT_HAS_EXPIRED', 'its certificate has expired', '期限が切れ'],
  ['CERT_NOT_YET_VALID', 'is not valid yet', 'まだ始まって'],
  ['CERT_REVOKED', 'was revoked', '失効'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'signed by itself', '自己署名'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'an authority that this machine does not trust', '信頼していないか'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'leaves out an intermediate certificate', '中間証明書'],
  ['EE_KEY_TOO_SMALL', 'not made for a server or too weak', '弱すぎ'],
])('%s is said in words: %s', (code, en, ja) => {
  const trouble = certificateTrouble(refused(code));
  expect(trouble).toMatchObject({
    code,
    why: { en: expect.stringContaining(en), ja: expect.stringContaining(ja) },
    remedy: { en: expect.stringMatching(/^[A-Z]/), ja: expect.stringMatching(/ください$/) },
  });
});

test('it is found within errors that wrap it, and any other error is none', () => {
  const wrapped = new Error('fetch failed', { cause: new AggregateError([new Error('one'), refused('CERT_REVOKED')]) });
  expect(certificateTrouble(wrapped)?.code).toBe('CERT_REVOKED');
  expect(certificateTrouble(refused('ECONNREFUSED'))).toBeUndefined();
  expect(certificateTrouble(refused('toString'))).toBeUndefined();
  expect(certificateTrouble('CERT_REVOKED')).toBeUndefined();
});

test('the remedy names the place where an authority is told', () => {
  const [byNode, byName] = [
    certificateTrouble(refused('CERT_UNTRUSTED')),
    certificateTrouble(refused('CERT_UNTRUSTED'), { en: 'lake.authority', ja: '設定 lake.authority ' }),
  ];
  expect(byNode?.remedy.en).toBe(
    'Name the PEM file of that authority in NODE_EXTRA_CA_CERTS, or have the server send its whole chain',
  );
  expect(byName?.remedy.en).toContain(' in lake.authority, or');
  expect(byName?.remedy.ja).toContain('設定 lake.authority で指定');
  expect(JSON.stringify([byNode, byName])).not.toContain('{authority}');
});

test.each([
  [
    { host: 'db.example.com', cert: { subjectaltname: 'DNS:a.example.com, IP Address:192.0.2.1' } },
    'its certificate is for a.example.com, 192.0.2.1, not for db.example.com',
    'サーバー証明書は a.example.com, 192.0.2.1 のもので、db.example.com のものではありません',
  ],
  [
    { host: 'db.example.com', cert: {} },
    'its certificate is for another name, not for db.example.com',
    'サーバー証明書は別の名前のもので、db.example.com のものではありません',
  ],
  [
    { host: 'db.example.com', cert: null },
    'its certificate is for another name, not for db.example.com',
    'サーバー証明書は別の名前のもので、db.example.com のものではありません',
  ],
  [
    { cert: { subjectaltname: 'DNS:a.example.com' } },
    'its certificate is for a.example.com',
    'サーバー証明書は a.example.com のものです',
  ],
  [{}, 'its certificate is for another name', 'サーバー証明書は別の名前のものです'],
])('a certificate of another name says both names, as far as they are known: %j', (more, en, ja) => {
  expect(certificateTrouble(refused('ERR_TLS_CERT_ALTNAME_INVALID', more))?.why).toEqual({ en, ja });
});
