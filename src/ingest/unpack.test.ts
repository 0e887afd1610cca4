// Opens no lake.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sentenceOf, textOf } from '#kernel';
import { inMemory, onDisk, type Content } from './content.ts';
import { withoutStamps } from './export-stamps.ts';
import type { Limits } from './limits.ts';
import { Spool } from './spool.ts';
import { unpack } from './unpack.ts';

const limits: Limits = { recordBytes: 1000, unpackedBytes: 50_000_000, ratio: 200, ratioFrom: 1_000_000, members: 5 };
let folder: string;
let spool: Spool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-unpack-'));
  spool = new Spool(folder);
});
afterAll(async () => {
  await spool[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Reads everything there is; what is wrong comes last, in its words. */
async function unpacked(content: Content): Promise<{ members: Record<string, string>; problems: string[] }> {
  const members: Record<string, string> = {};
  const problems: string[] = [];
  try {
    for await (const { name, bytes, broken } of unpack(content, limits, spool)) {
      if (broken !== undefined) {
        problems.push(`${name}: ${sentenceOf(broken)}`);
        continue;
      }
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of bytes) chunks.push(Buffer.from(chunk));
      } catch (error) {
        problems.push(`${name}: ${String(error)}`);
      }
      members[name] = Buffer.concat(chunks).toString();
    }
  } catch (error) {
    problems.push(String(error));
  }
  return { members, problems };
}

/** A zip archive of deflated members (PKWARE's application note, 4.3); `flags` 1 says that they are encrypted. */
function zip(files: Readonly<Record<string, Buffer | string>>, options: { flags?: number; sum?: number } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content);
    const data = deflateRawSync(plain);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(options.flags ?? 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(options.sum ?? crc32(plain), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(plain.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, rest, Buffer.from(name)]),
    );
    parts.push(local);
    at += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, entries, Buffer.from('PK\u0005\u0006'), end]);
}

const long = Array.from({ length: 20_000 }, (_, at) => `${at} ${randomBytes(12).toString('hex')}\n`).join('');

/** A content in memory, and the same in a file. */
async function both(bytes: Buffer): Promise<Content[]> {
  const path = join(folder, randomBytes(8).toString('hex'));
  await writeFile(path, bytes);
  return [inMemory('x', bytes), onDisk('x', path, bytes.length)];
}

describe('A packed file', () => {
  test.each([
    ['plain', Buffer.from(long), 'x'],
    ['gzip', gzipSync(long), 'x'],
    ['a zip', zip({ inner: long }), 'x!inner'],
    ['a zip of gzip', zip({ inner: gzipSync(long) }), 'x!inner'],
    ['gzip of gzip', gzipSync(gzipSync(long)), 'x'],
    ['gzip of a zip', gzipSync(zip({ inner: long })), 'x!inner'],
    ['gzip followed by padding', Buffer.concat([gzipSync(long), Buffer.alloc(100_000)]), 'x'],
  ])('that is %s gives its content', async (_, bytes, name) => {
    for (const content of await both(bytes))
      expect(await unpacked(content)).toEqual({ members: { [name]: long }, problems: [] });
  });

  test('whose members have names that lead elsewhere gives them all', async () => {
    const members = { '../../up': 'a', '/top': 'b', 'C:/disk': 'c', ログ: 'd' };
    const named = { 'x!../../up': 'a', 'x!/top': 'b', 'x!C:/disk': 'c', 'x!ログ': 'd' };
    for (const content of await both(zip(members)))
      expect(await unpacked(content)).toEqual({ members: named, problems: [] });
  });

  test('that is cut off is told in Japanese to whoever reads it', async () => {
    const cut = unpack(inMemory('x', zip({ inner: long }).subarray(0, -30)), limits, spool);
    await expect(cut.next()).rejects.toMatchObject({ text: { ja: expect.stringMatching(/末尾が欠けています/) } });
  });

  test('that is gzip of many members gives them all', async () => {
    for (const content of await both(Buffer.concat([gzipSync(long), gzipSync('more'), gzipSync('and more')]))) {
      expect((await unpacked(content)).members).toEqual({ x: `${long}moreand more` });
    }
  });

  test('that is Zstandard gives its content, frame by frame', async () => {
    const frame = Buffer.from('KLUv/QRoLQEAsgEGC8DrtGJ7WdU/dGyyINjRWj0q7075oN0NAgBQAFFbWKyMAYeCy3A=', 'base64'); // of the zstd program
    const text = 'a line of a log, again and again\n'.repeat(500);
    const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9]);
    for (const content of await both(Buffer.concat([skipped, frame, frame]))) {
      expect(await unpacked(content)).toEqual({ members: { x: text + text }, problems: [] });
    }
    const { problems } = await unpacked(inMemory('x', frame.subarray(0, frame.length - 4)));
    expect(problems.join()).toMatch(/ends too early|damaged/);
  });

  test('whose name says otherwise is told by its content', async () => {
    expect((await unpacked(inMemory('a.gz', Buffer.from('plain')))).members).toEqual({ 'a.gz': 'plain' });
  });

  test('that CloudWatch Logs exported gives its messages without their stamps, wherever the pieces end', async () => {
    const lines = Array.from({ length: 9 }, (_, at) => `{"a":${at},"at":"2026-03-10T12:00:00.000Z {"}`);
    const stamped = Buffer.from(lines.map((line) => `2026-03-10T12:00:00.123Z ${line}\n`).join(''));
    const whole = { x: lines.map((line) => `${line}\n`).join('') };
    for (const content of await both(gzipSync(stamped))) expect((await unpacked(content)).members).toEqual(whole);
    for (const size of [1, 7, 26, 53]) {
      const pieces = Array.from({ length: Math.ceil(stamped.length / size) }, (_, at) =>
        stamped.subarray(at * size, (at + 1) * size),
      );
      expect((await buffer(withoutStamps(Readable.from(pieces)))).toString()).toBe(whole.x);
    }
  });

  test('that is packed with what Yagura does not read says with what', async () => {
    const tar = Buffer.alloc(1024);
    tar.write('ustar', 257);
    for (const [bytes, name] of [
      [tar, 'tar'],
      [gzipSync(tar), 'tar'],
      [Buffer.from('BZh91AY'), 'bzip2'],
    ] as const)
      expect((await unpacked(inMemory('x', bytes))).problems.join()).toContain(`packed with ${name}`);
  });

  test('that is hidden in an archive is left in silence, as in folders', async () => {
    const archive = zip({ 'a/.DS_Store': 'x', '__MACOSX/a/._one': 'x', 'a/one': 'one' });
    expect(await unpacked(inMemory('x', archive))).toEqual({ members: { 'x!a/one': 'one' }, problems: [] });
  });

  test('that is an archive gives every member, and one that is broken costs only itself', async () => {
    const archive = zip({ 'a/': '', 'a/one': 'one', two: gzipSync(long).subarray(0, 90_000), three: 'three' });
    const { members, problems } = await unpacked(inMemory('x', archive));
    expect([members['x!a/one'], members['x!three']]).toEqual(['one', 'three']);
    expect(long.startsWith(members['x!two'] ?? '-')).toBe(true);
    expect(problems.join()).toMatch(/x!two: .*ends too early/);
  });
});

describe('What is damaged', () => {
  test.each([
    ['cut off', (whole: Buffer) => whole.subarray(0, whole.length >> 1), /ends too early, at byte \d+/],
    [
      'damaged in the middle',
      (whole: Buffer) => Buffer.from(whole).fill(0x55, whole.length >> 1, (whole.length >> 1) + 300),
      /damaged near byte \d+/,
    ],
  ])('by being %s gives what stands before, to within 4 KiB, and says where', async (_, damage, words) => {
    for (const content of await both(damage(gzipSync(long)))) {
      const { members, problems } = await unpacked(content);
      // Between the damage and the place where it shows, nonsense can come out; never before it.
      const sound = Math.floor(long.length * 0.49 - 4096);
      expect(members['x']?.slice(0, sound)).toBe(long.slice(0, sound));
      expect(problems.join()).toMatch(words);
    }
  });

  test('or locked, of a wrong checksum, or no archive at all is told with a remedy', async () => {
    expect((await unpacked(inMemory('x', zip({ a: 'a' }, { flags: 1 })))).problems.join()).toMatch(/password/);
    const wrong = await unpacked(inMemory('x', zip({ a: 'text' }, { sum: 7 })));
    expect(wrong.members).toEqual({ 'x!a': 'text' });
    expect(wrong.problems.join()).toMatch(/checksum/);
    expect((await unpacked(inMemory('x', zip({ a: 'a' }).subarray(0, 40)))).problems.join()).toMatch(
      /zip archive cannot be read/,
    );
  });

  test('in any one byte of an archive is told in Japanese too; what is quoted of its reader is marked', async () => {
    const whole = zip({ a: 'a', b: 'b' });
    const said = new Set<string>();
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
      for (const text of await reasons(inMemory('x', bytes))) said.add(text);
    }
    expect(said.size).toBeGreaterThan(4);
    for (const text of said) expect(text.replace(/エラーの原文: [^）]*/, '')).not.toMatch(/[a-z]{3,} [a-z]{3,}/i);
  });
});

/** What is wrong, in Japanese. */
async function reasons(content: Content): Promise<string[]> {
  const said: string[] = [];
  try {
    for await (const { bytes, broken } of unpack(content, limits, spool)) {
      if (broken === undefined)
        await buffer(Readable.from(bytes)).catch((error: unknown) => said.push(textOf(error).ja));
      else said.push(textOf(broken).ja);
    }
  } catch (error) {
    said.push(textOf(error).ja);
  }
  return said;
}

describe('A bomb', () => {
  test('that grows beyond all reason is stopped, in gzip and in zip', async () => {
    const zeros = Buffer.alloc(30_000_000);
    for (const bytes of [gzipSync(zeros), zip({ a: zeros })]) {
      const { members, problems } = await unpacked(inMemory('x', bytes));
      expect(problems.join()).toMatch(/more than 200 times its size/);
      expect(Object.values(members)[0]?.length).toBeLessThan(10_000_000);
    }
  });

  test('of many members, or larger than what one file may become, is stopped', async () => {
    const files = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`f${at}`, 'x']));
    const { members, problems } = await unpacked(inMemory('x', zip(files)));
    expect(Object.keys(members)).toHaveLength(5);
    expect(problems.join()).toMatch(/more than 5 members/);
    const large = Buffer.concat(Array.from({ length: 110 }, () => Buffer.from(long)));
    expect((await unpacked(inMemory('x', gzipSync(large)))).problems.join()).toMatch(/more than 47 MB/);
  });

  test('packed in itself is not followed for ever', async () => {
    const { problems } = await unpacked(inMemory('x', gzipSync(gzipSync(gzipSync(long)))));
    expect(problems.join()).toMatch(/packed more than 2 times over/);
  });
});
