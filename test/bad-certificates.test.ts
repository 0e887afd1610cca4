// Opens no lake.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openLake } from '#lake';
import { openStore } from '#store';
import { postgresFolder, startPostgres } from '../src/store/debian-postgres.contract.ts';

// Real servers with real certificates, which openssl makes: what the program says of each that it must not trust.

const run = promisify(execFile);
const installed = await postgresFolder();
const made = await run('openssl', ['version']).then(
  () => true,
  () => false,
);

let folder: string;
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-certificates-'));
  if (!made) return;
  await authority('ours');
  await authority('theirs');
  await leaf('good', { by: 'ours' });
  await leaf('stranger', { by: 'theirs' });
  await leaf('expired', { by: 'ours', days: -1 });
  await leaf('elsewhere', { by: 'ours', name: 'DNS:db.example.com' });
});
afterAll(() => rm(folder, { recursive: true }));

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

async function authority(name: string): Promise<void> {
  const said = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', at(`${name}.key`), '-out', at(`${name}.crt`)];
  await run('openssl', ['req', '-x509', ...newKey, ...said, ...files]);
}

async function leaf(name: string, { by = '', days = 2, name: called = 'IP:127.0.0.1' }): Promise<void> {
  await writeFile(at(`${name}.ext`), `subjectAltName=${called}`);
  const files = ['-keyout', at(`${name}.key`), '-out', at(`${name}.csr`)];
  await run('openssl', ['req', ...newKey, '-subj', `/CN=${name}`, ...files]);
  const signer = ['-CA', at(`${by}.crt`), '-CAkey', at(`${by}.key`), '-CAcreateserial'];
  const kind = ['-days', String(days), '-extfile', at(`${name}.ext`), '-out', at(`${name}.crt`)];
  await run('openssl', ['x509', '-req', '-in', at(`${name}.csr`), ...signer, ...kind]);
}

const pair = async (name: string) => ({
  key: await readFile(at(`${name}.key`), 'utf8'),
  certificate: await readFile(at(`${name}.crt`), 'utf8'),
});

const refused: readonly (readonly [string, RegExp, RegExp])[] = [
  ['ours', /signed by itself.*\(DEPTH_ZERO_SELF_SIGNED_CERT\)\. Name the PEM file of that very/, /自己署名/],
  ['stranger', /from an authority that this machine does not trust.*Name the PEM file of that authority/, /認証局/],
  ['expired', /its certificate has expired \(CERT_HAS_EXPIRED\)\. Renew it on the server/, /有効期限が切れています/],
  ['elsewhere', /is for db\.example\.com, not for 127\.0\.0\.1/, / db\.example\.com のもので、127\.0\.0\.1 のもの/],
];

test.skipIf(!made || installed === undefined).each(refused)(
  'PostgreSQL with the certificate "%s" is told apart from one that is not there, with the remedy',
  async (name, en, ja) => {
    await using server = await startPostgres(installed ?? '', await pair(name));
    const trusted = name === 'ours' || name === 'stranger' ? '' : `&sslrootcert=${at('ours.crt')}`;
    const fault: unknown = await openStore({ url: `${server.url}?sslmode=verify-full${trusted}` }).catch(
      (error: unknown) => error,
    );
    expect(fault).toMatchObject({
      code: 'Unavailable',
      text: { en: expect.stringMatching(en), ja: expect.stringMatching(ja) },
    });
    expect(String(fault)).not.toContain('Start it');
    await using store = await openStore({
      url: `${server.url}?sslmode=no-verify`, // it is there, and its certificate is all that was wrong
    });
    expect(store.dialect).toBe('postgres');
  },
);

test.skipIf(!made)('a file that store.url names is told by its name when it cannot be used', async () => {
  await writeFile(at('empty.crt'), '');
  const told = (asked: string): Promise<unknown> =>
    openStore({ url: `postgres://u@127.0.0.1:9/x?sslmode=verify-full&${asked}` }).catch((error: unknown) => error);
  for (const [asked, en, ja] of [
    [`sslrootcert=${at('none.crt')}`, /sslrootcert.*none\.crt.*nothing under this name \(ENOENT\)/, /ENOENT/],
    [`sslrootcert=${folder}`, /it is a folder/, /フォルダー/],
    [`sslrootcert=${at('empty.crt')}`, /it holds no certificate in PEM/, /証明書が入っていません/],
    [`sslcert=${at('good.crt')}&sslkey=${at('good.crt')}`, /it holds no private key/, /秘密鍵が入っていない/],
    [`sslcert=${at('good.crt')}&sslkey=${at('expired.key')}`, /not the key of the certificate/, /の鍵ではありません/],
  ] as const)
    expect(await told(asked)).toMatchObject({
      code: 'BadConfig',
      text: { en: expect.stringMatching(en), ja: expect.stringMatching(ja) },
    });
  expect(await told(`sslrootcert=${at('ours.crt')}`)).toMatchObject({ code: 'Unavailable' });
});

test.skipIf(!made).each(refused.slice(0, 2))(
  'ClickHouse over TLS with the certificate "%s" is told at once, with the remedy',
  async (name, en, ja) => {
    const { key, certificate } = await pair(name);
    const server = createServer({ key, cert: certificate }, (_, reply) => reply.end()).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const address = server.address();
    const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    await expect(openLake({ url, pauses: [600_000] })).rejects.toMatchObject({
      code: 'Unavailable',
      text: {
        en: expect.stringMatching(new RegExp(`cannot be used: .*${en.source}.*NODE_EXTRA_CA_CERTS`)),
        ja: expect.stringMatching(ja),
      },
    });
  },
);
