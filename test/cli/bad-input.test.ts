import { spawnSync } from 'node:child_process';
import { chmod, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startsTrail, stopsTrail, trail } from './made-up-logs.ts';
import { Bench, writeHugeLine } from './program.ts';

let bench: Bench;

/** What each file has wrong, as a person is told: the file, the line where there is one, what, and the remedy. */
const said: Readonly<Record<string, RegExp>> = {
  'truncated.json.gz': /truncated\.json\.gz: .*(cut off|ends|incomplete).+\. \S/i,
  'corrupt.json.gz': /corrupt\.json\.gz: .+\. \S/,
  'types.json': /types\.json:1: .+\. \S/,
  'noise.bin': /noise\.bin: its content is not a log that Yagura knows.+\. Yagura reads/,
  'empty-zip.zip': /empty-zip\.zip: the zip archive cannot be read.+\. Fetch/,
  loop: /logs\/z\/loop: this folder leads back to logs, which is read already.+\. Remove/,
  fifo: /logs\/fifo: this is a pipe, not a file, and was left\. Write/,
};

beforeAll(async () => {
  bench = await Bench.open();
  const many = Array.from({ length: 3000 }, (_, index) => startsTrail({ eventID: `call-${index}-${index * 7919}` }));
  const packed = gzipSync(trail(stopsTrail({ eventID: 'before-the-cut' }), ...many));
  await bench.write('logs/truncated.json.gz', packed.subarray(0, packed.length - 2000));
  const corrupt = Buffer.from(packed);
  corrupt.fill(0xff, packed.length - 3000, packed.length - 2500);
  await bench.write('logs/corrupt.json.gz', corrupt);
  await bench.write('logs/empty.json', '');
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
  expect(err.trimEnd().split('\n')).toHaveLength(Object.keys(said).length);
  for (const event of ['before-the-cut', 'odd', 'utf8', 'the-last']) expect(out).toContain(`"eventID":"${event}"`);
});

test('ingest does the same, counts what was refused, and does not forget it the second time', async () => {
  const { code, out, err } = await bench.run(['ingest', 'logs']);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  for (const sentence of Object.values(said)) expect(out).toMatch(sentence);
  expect(out).toMatch(/^\d+ records? could not be read and (is|are) in quarantine\.$/m);
  const events = await bench.run([
    'query',
    '--format',
    'csv',
    "SELECT event_id FROM api_activity WHERE operation = 'StopLogging' ORDER BY 1",
  ]);
  expect(events.err).toBe('');
  for (const event of ['before-the-cut', 'odd', 'the-last', 'utf8']) expect(events.out).toContain(event);
});

test.skipIf(process.getuid?.() === 0)(
  'a file without permission is named with the remedy (skipped for root, who may all)',
  async () => {
    const path = await bench.write('secret.json', trail(stopsTrail()));
    await chmod(path, 0);
    const { code, err } = await bench.run(['detect', 'secret.json']);
    expect(code).toBe(1);
    expect(err).toMatch(/^secret\.json: Yagura has no permission to read it\. Give it permission/);
  },
);

/** Runs detect under a wrapper that tells the largest memory that it had, in megabytes. */
const measured = `import { spawnSync } from 'node:child_process';
const [program, ...words] = process.argv.slice(1);
const ran = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
console.log(JSON.stringify({ code: ran.status, out: ran.stdout, err: ran.stderr }));`;
