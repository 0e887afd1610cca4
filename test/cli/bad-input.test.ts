// Opens no lake.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipOf } from '../../src/ingest/made-zip.contract.ts';
import { looksAtTrail, stopsTrail, trail } from './made-up-logs.ts';
import { Bench, bound, writeHugeLine } from './program.ts';

let bench: Bench;

/** The archive as one whose member has a password. */
function locked(archive: Buffer): Buffer {
  for (const [mark, flags] of [
    ['PK\u0003\u0004', 6],
    ['PK\u0001\u0002', 8],
  ] as const)
    archive[archive.indexOf(mark) + flags] = 1;
  return archive;
}

/** What each file has wrong, as a person is told: the file, the line where there is one, what, and the remedy. */
const said: Readonly<Record<string, RegExp>> = {
  'truncated.json.gz': /truncated\.json\.gz: .*the compressed data ends too early, at byte \d+; .+\. Fetch/,
  'corrupt.json.gz': /corrupt\.json\.gz(:\d+)?: .+\. \S.+\(And \d+ more of this file\.\)/,
  'types.json': /types\.json:1: .+\. \S/,
  'utf8.json': /utf8\.json:1: .*UTF-8.*\. \S/,
  'noise.bin': /noise\.bin: its content is not a log that Yagura knows.+\. Yagura reads/,
  'utf16.json': /utf16\.json: This file is written in UTF-16, as PowerShell does.+ Convert it first: iconv/,
  'history.csv': /history\.csv: this is the event history of the CloudTrail console as CSV.+\. Download it as JSON/,
  'empty.json': /empty\.json: the file is empty\. .+ remove it\./,
  'early.json.gz': /early\.json\.gz: the compressed data is damaged near byte 10; .+\. Fetch/,
  'locked.zip': /locked\.zip!calls\.json: this member is locked with a password\. Unpack/,
  'deep.json': /deep\.json:1: This record is nested more than 1000 levels deep.+\. Check/,
  'empty-zip.zip': /empty-zip\.zip: the zip archive cannot be read.+\. Fetch/,
  loop: /logs\/z\/loop: this folder leads back to .*logs, which is read already.+\. Remove/,
  fifo: /logs\/fifo: this is a pipe, not a file, and was left\. Write/,
};

beforeAll(async () => {
  bench = await Bench.open();
  const many = Array.from({ length: 3000 }, (_, index) => looksAtTrail({ eventID: `call-${index}-${index * 7919}` }));
  const packed = gzipSync(trail(stopsTrail({ eventID: 'before-the-cut' }), ...many));
  await bench.write('logs/truncated.json.gz', packed.subarray(0, packed.length - 2000));
  const corrupt = Buffer.from(packed);
  corrupt.fill(0xff, packed.length - 3000, packed.length - 2500);
  await bench.write('logs/corrupt.json.gz', corrupt);
  await bench.write('logs/empty.json', '');
  await bench.write('logs/early.json.gz', Buffer.concat([packed.subarray(0, 10), Buffer.alloc(500, 0xff)]));
  await bench.write(
    'logs/behind.json.gz',
    Buffer.concat([gzipSync(trail(stopsTrail({ eventID: 'behind' }))), Buffer.from('and more')]),
  );
  await bench.write('logs/locked.zip', locked(zipOf('calls.json', trail())));
  await bench.write(
    'logs/deep.json',
    trail(stopsTrail({ eventID: 'deep', requestParameters: '@' })).replace(
      '"@"',
      `${'['.repeat(9000)}${']'.repeat(9000)}`,
    ),
  );
  await bench.write('logs/utf16.json', Buffer.from(`\ufeff${trail(stopsTrail({ eventID: 'wide' }))}`, 'utf16le'));
  await bench.write('logs/history.csv', 'Event ID,Event time,User name,Event source,Event name\n');
  await bench.write('logs/noise.bin', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)));
  await bench.write('logs/empty-zip.zip', Buffer.from('PK\u0003\u0004 and nothing more'));
  await bench.write(
    'logs/types.json',
    trail(
      stopsTrail({ eventID: 'bad-types', eventTime: { not: 'a time' } }),
      stopsTrail({ eventID: 'odd', userAgent: 7, sourceIPAddress: [], requestParameters: 'main', userIdentity: 'mai' }),
    ),
  );
  const [before = '', after = ''] = trail(stopsTrail({ eventID: 'utf8', userAgent: '@' })).split('@');
  await bench.write(
    'logs/utf8.json',
    Buffer.concat([Buffer.from(before), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(after)]),
  );
  await bench.write('logs/z/last.json', trail(stopsTrail({ eventID: 'the-last' })));
  await symlink('..', join(bench.folder, 'logs/z/loop'));
  spawnSync('mkfifo', [join(bench.folder, 'logs/fifo')]);
});
afterAll(() => bench[Symbol.asyncDispose]());

test('detect names every bad input with its remedy, reads the rest, and ends with 1', async () => {
  const { code, out, err } = await bench.run(['detect', '--hits', 'logs']);
  expect(code).toBe(1);
  for (const sentence of Object.values(said)) expect(err).toMatch(sentence);
  expect(err.split('\n').length).toBeLessThan(30); // one damaged file does not hide the others
  for (const event of ['before-the-cut', 'behind', 'the-last']) expect(out).toContain(`"eventID":"${event}"`);
});

test('ingest does the same, and counts what was refused', async () => {
  const { code, out, err } = await bench.run(['ingest', 'logs']);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  for (const sentence of Object.values(said)) expect(out).toMatch(sentence);
  expect(out).toMatch(/^[\d,]+ records? could not be read and (is|are) in quarantine\.$/m);
  const events = await bench.run([
    'query',
    '--format',
    'csv',
    "SELECT id FROM api_activity WHERE action = 'StopLogging'",
  ]);
  expect(events.err).toBe('');
  for (const event of ['before-the-cut', 'the-last']) expect(events.out).toContain(event);
});

const runner = bound();

test.skipIf(runner === undefined)(
  'a file without permission is named with the remedy, and the rest is read (skipped for root in a folder of its own)',
  async () => {
    await chmod(bench.folder, 0o755);
    await bench.write('mixed/open.json', trail(stopsTrail({ eventID: 'open' })));
    await chmod(await bench.write('mixed/secret.json', trail(stopsTrail({ eventID: 'secret' }))), 0);
    const { code, out, err } = await bench.run(['detect', '--hits', 'mixed'], { runner });
    expect(code).toBe(1);
    expect(err).toMatch(/^mixed\/secret\.json: Yagura has no permission to read it\. Give it permission/);
    expect(out).toContain('"eventID":"open"');
    expect(out).not.toContain('"eventID":"secret"');
  },
);

const measurable = existsSync('/proc/self/status');

test.skipIf(!measurable)(
  'a line of 200 MB is refused with its line and remedy, and never held in memory (skipped without /proc)',
  async () => {
    await bench.write('huge/first.json', trail(stopsTrail({ eventID: 'before' })));
    await writeHugeLine(join(bench.folder, 'huge/line.json'), 200, stopsTrail({ eventID: 'huge' }));
    await bench.write('huge/z.json', trail(stopsTrail({ eventID: 'after' })));
    const child = bench.start(['detect', '--hits', 'huge']);
    let [out, err, most] = ['', '', 0];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const watch = setInterval(() => (most = Math.max(most, megabytesOf(child.pid))), 50);
    const [code] = await once(child, 'close');
    clearInterval(watch);
    expect(code).toBe(1);
    expect(err).toMatch(/^huge\/line\.json:1: .+\. \S.+\n$/);
    for (const event of ['before', 'after']) expect(out).toContain(`"eventID":"${event}"`);
    expect(most).toBeGreaterThan(30);
    expect(most).toBeLessThan(1000);
  },
);

/** The most memory that a process had so far; 0 once it is gone. */
function megabytesOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

test.skipIf(process.getuid?.() !== 0)(
  'who has neither a name nor a HOME, as in some containers, is served (skipped unless root runs the tests)',
  async (context) => {
    if (bound() === undefined) return context.skip('Only root reaches this checkout.');
    const nameless = { uid: 54_321, gid: 54_321, cwd: '/' };
    const { code, out } = await bench.run(['rules', 'list'], { environment: { HOME: undefined }, runner: nameless });
    expect(code).toBe(0);
    expect(out).toContain('AttackSequence:');
  },
);
