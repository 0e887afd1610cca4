import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Fault, textOf, type Text } from '#kernel';

/**
 * Refuses an address that names a file of certificates or a key which is not there or is none: the driver tells neither
 * which file it is, nor that one has no certificate in it. Throws `BadConfig`.
 */
export async function checkTlsFiles(url: string): Promise<void> {
  if (!URL.canParse(url)) return;
  const asked = new URL(url).searchParams;
  await part(asked, 'sslrootcert', certificate);
  const own = await part(asked, 'sslcert', certificate);
  const key = await part(asked, 'sslkey', createPrivateKey);
  if (own !== undefined && key !== undefined && !own.checkPrivateKey(key)) throw unusable(asked, 'sslkey', apart);
}

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
