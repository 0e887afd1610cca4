import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Fault, textOf, type Text } from '#kernel';

/**
 * Refuses an address that names a way to use TLS which there is not, or a file of certificates or a key which is not
 * there or is none: the driver takes any word for verify-full, and tells neither which file it is, nor that one has no
 * certificate in it. Throws `BadConfig`.
 */
export async function checkTls(url: string): Promise<void> {
  if (!URL.canParse(url)) return;
  const asked = new URL(url).searchParams;
  const mode = asked.get('sslmode');
  if (mode !== null && !modes.has(mode)) throw noMode(mode);
  await part(asked, 'sslrootcert', certificate);
  const own = await part(asked, 'sslcert', certificate);
  const key = await part(asked, 'sslkey', createPrivateKey);
  if (own !== undefined && key !== undefined && !own.checkPrivateKey(key)) throw unusable(asked, 'sslkey', apart);
}

/** PostgreSQL's own but `allow`, which no driver here speaks, and the driver's no-verify. */
const modes = new Set(['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']);

const noMode = (mode: string): Fault =>
  new Fault('BadConfig', {
    en: `sslmode in store.url is "${mode}", which means nothing here. Write verify-full (TLS, and the server must prove who it is), no-verify (TLS, whoever it is) or disable (no TLS).`,
    ja: `store.url の sslmode「${mode}」は使えません。verify-full（TLS を使い、サーバーの証明書を検証する）、no-verify（TLS を使い、検証しない）、disable（TLS を使わない）のいずれかにしてください。`,
  });

const certificate = (pem: Buffer): X509Certificate => new X509Certificate(pem);

type Name = keyof typeof wanted;

/** What a file holds that the address names; undefined where it names none. */
async function part<T>(asked: URLSearchParams, name: Name, read: (pem: Buffer) => T): Promise<T | undefined> {
  const path = asked.get(name);
  if (path === null || path === '') return undefined;
  const pem = await readFile(path).catch((error: unknown) => {
    throw unusable(asked, name, textOf(error));
  });
  try {
    return read(pem);
  } catch {
    throw unusable(asked, name, wanted[name]);
  }
}

const noCertificate: Text = { en: 'it holds no certificate in PEM', ja: 'PEM 形式の証明書が入っていません' };

const wanted = {
  sslrootcert: noCertificate,
  sslcert: noCertificate,
  sslkey: {
    en: 'it holds no private key in PEM, or one with a passphrase',
    ja: 'PEM 形式の秘密鍵が入っていないか、パスフレーズ付きです',
  },
} as const;

const apart: Text = { en: 'it is not the key of the certificate in sslcert', ja: 'sslcert の証明書の鍵ではありません' };

const unusable = (asked: URLSearchParams, name: Name, why: Text): Fault =>
  new Fault('BadConfig', {
    en: `${name} in store.url names ${asked.get(name)}, which cannot be used: ${why.en}. Correct the path, or the file.`,
    ja: `store.url の ${name} に指定された ${asked.get(name)} が使えません（${why.ja}）。パスかファイルを直してください。`,
  });
