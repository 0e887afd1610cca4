// Opens no lake.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noteModules, notedModules } from './loaded-modules.ts';
import { Bench } from './program.ts';

// What a command that asks no data waits for. Nothing is timed: the names of the packages that it loads tell.

/** The packages whose modules a command loads. */
async function packagesOf(words: readonly string[]): Promise<Set<string>> {
  await using bench = await Bench.open();
  const loaded = join(bench.folder, 'loaded');
  await bench.write('calls.json', JSON.stringify({ Records: [stopped] }));
  const { code, err } = await bench.run(words, { environment: noteModules(loaded) });
  expect([code, err]).toEqual([0, '']);
  const names = (await notedModules(loaded)).map((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}

const call = { eventVersion: '1.08', eventTime: '2026-03-09T00:00:00Z', eventID: 'e1', awsRegion: 'us-east-1' };
const stopped = { ...call, eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' };

/** Databases, the engine of the lake, the web server and the SDKs: each takes as long to load as a short command altogether. */
const slow = /^(kysely|libsql|pg|chdb|hono|@hono\/.*|openid-client|@simplewebauthn\/.*|@aws-sdk\/.*)$/;

test.each([['--version'], ['--help'], ['rules list'], ['detect calls.json']])(
  'yagura %s loads no database, no engine, no web server and no SDK',
  async (line) => {
    const packages = await packagesOf(line.split(' '));
    expect(packages).toContain('zod');
    expect([...packages].filter((name) => slow.test(name))).toEqual([]);
  },
);
