import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer as createHttpServer, get } from 'node:http';
import { get as getSecure } from 'node:https';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { textOf } from './fault.ts';
import { systemWords } from './system-words.ts';

const failed = (code: string, cause?: unknown): Error =>
  Object.assign(new Error(`failed: ${code}`, { cause }), { code });

test('what the system really says is told in both languages, with its code', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-words-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'file'), '');
  const thrown = async (path: string): Promise<unknown> => readFile(path).catch((error: unknown) => error);
  expect(textOf(await thrown(join(folder, 'none')))).toEqual({
    en: 'there is nothing under this name (ENOENT)',
    ja: 'ENOENT: その名前のファイルやフォルダーはありません',
  });
  expect(textOf(await thrown(folder)).ja).toMatch(/^EISDIR: /);
  expect(textOf(await thrown(join(folder, 'file', 'below'))).ja).toMatch(/^ENOTDIR: /);
});

test('where nothing listens is told, also of a name with several addresses', async () => {
  const refused = (options: { host: string; port: number }): Promise<unknown> =>
    new Promise((resolve) => connect(options).on('error', resolve));
  const both = { en: 'nothing answers there (ECONNREFUSED)', ja: 'ECONNREFUSED: 接続を拒否されました' };
  expect(textOf(await refused({ host: '127.0.0.1', port: 1 }))).toEqual(both);
  expect(systemWords(new AggregateError([failed('ECONNREFUSED'), failed('ECONNREFUSED')]))).toEqual(both);
});

test('TLS spoken to a plain port, and plain HTTP to one that answers in TLS, are told as what they are', async () => {
  const plain = createHttpServer((_, reply) => reply.end()).listen(0, '127.0.0.1');
  const alert = Buffer.from([0x15, 3, 1, 0, 2, 2, 0x46]); // what a TLS server answers to what is no TLS
  const secure = createServer((socket) => void socket.once('data', () => socket.end(alert))).listen(0, '127.0.0.1');
  onTestFinished(() => void (plain.close(), secure.close()));
  await Promise.all([once(plain, 'listening'), once(secure, 'listening')]);
  const portOf = (server: Server): number => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  const thrown = (url: string): Promise<unknown> =>
    new Promise((resolve) => void (url.startsWith('https') ? getSecure(url) : get(url)).on('error', resolve));
  const toPlain = `https://127.0.0.1:${portOf(plain)}/`;
  expect(textOf(await thrown(toPlain)).en).toMatch(/^no TLS could be agreed upon; .+write http:\/\/ in place/);
  expect(textOf(await fetch(toPlain).catch((error: unknown) => error)).ja).toContain('TLS で接続できません');
  const toSecure = textOf(await thrown(`http://127.0.0.1:${portOf(secure)}/`));
  expect(toSecure.en).toMatch(/^what answers speaks no HTTP; .+write https:\/\/ in place/);
  expect(toSecure.ja).toContain('http:// を https:// に');
});

test('the innermost known code says why, for what wraps it says less', () => {
  expect(systemWords(new TypeError('fetch failed', { cause: failed('ENOTFOUND') }))?.en).toMatch(/no server of that/);
  expect(systemWords(failed('ECONNRESET', failed('UNKNOWN_TO_US')))?.en).toMatch(/^the connection ended/);
});

test('what has no known code says what it says itself', () => {
  expect(systemWords(failed('toString'))).toBeUndefined();
  expect(textOf(failed('EMOON'))).toEqual({ en: 'failed: EMOON', ja: 'エラーの原文: failed: EMOON' });
  const circle = failed('EMOON');
  circle.cause = circle;
  expect(systemWords(circle)).toBeUndefined();
});
