import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { claimsBy, openBook, type Claim, type Detector, type Imported } from '#detect';
import { openStore } from '#store';
import type { IngestContext } from './context.ts';
import { ingest } from './ingest.ts';
import { ingestMigrations } from './tables.ts';
import { testRoom, type TestRoom } from './test-room.contract.ts';

const rule = `title: Somebody made a user
id: made-user
logsource: { product: aws, service: cloudtrail }
detection: { selection: { eventName: CreateUser }, condition: selection }
level: high
`;
const book = openBook({ own: [], other: [{ file: 'made-user.yml', text: rule }] });
const rules = { rules: book.rules, claimed: book.all, correlations: [] };

const calls = (file: number): string =>
  JSON.stringify({
    Records: [...Array.from({ length: 40 }, (_, at) => call(file, at)), { eventName: 'NoTime', file }],
  });
const call = (file: number, at: number): object => ({
  eventVersion: '1.09',
  eventID: `${file}-${at}`,
  eventTime: new Date(Date.UTC(2026, 2, 1 + file, 0, at)).toISOString(),
  eventSource: 'iam.amazonaws.com',
  eventName: at % 4 === 0 ? 'CreateUser' : 'ListUsers',
  awsRegion: 'us-east-1',
  userIdentity: { type: 'IAMUser', userName: `鈴木-${at % 7}` },
  recipientAccountId: '111122223333',
});
const flows = (file: number): string =>
  Array.from(
    { length: 400 },
    (_, at) =>
      `2 111122223333 eni-${file} 10.0.0.${at % 250} 10.1.0.9 ${1024 + at} 443 6 9 ${at} 1772000000 1772000060 ACCEPT OK\n`,
  ).join('');

/** What an import gives, with nothing in it that depends on the order in which files came home. */
async function imported(room: TestRoom, largeBytes: number) {
  await using store = await openStore({ path: join(room.folder, `store-${largeBytes}.db`) });
  await store.migrate(ingestMigrations);
  const claimed: Claim[] = [];
  const swept: Imported[] = [];
  let judgedHere = 0;
  const claims = claimsBy(rules, room.context.sources);
  const detector: Detector = {
    claims: (delivered) => {
      judgedHere += 1;
      return claims(delivered);
    },
    rules: () => rules,
    judge: async (_, found = []) => void claimed.push(...found),
    sweep: async (found) => void swept.push(found),
    settle: async () => undefined,
  };
  const context: IngestContext = { ...room.context, store, detector, largeBytes };
  const done = await ingest([join(room.folder, 'logs')], context);
  const report = { ...done, seconds: 0, old: done.old.length, problems: done.problems.map(({ en }) => en).toSorted() };
  const rows = await Promise.all(figures.map((figure) => room.context.lake.rows(figure)));
  for (const table of ['api_activity', 'network_activity', 'quarantine'])
    await room.context.lake.client.command({ query: `TRUNCATE TABLE ${table}` });
  const told = claimed.map((claim) => JSON.stringify({ ...claim, file: '' })).toSorted();
  const files = swept.flatMap((one) => one.files).toSorted();
  return { judgedHere, all: { report, rows, told, files } };
}

const figures = [
  'SELECT count() AS rows, toString(groupBitXor(cityHash64(time, id, file, position, user_name, raw))) AS mix FROM api_activity',
  'SELECT count() AS rows, toString(groupBitXor(cityHash64(time, file, position, interface, src_port, bytes))) AS mix FROM network_activity',
  'SELECT file, line, text FROM quarantine ORDER BY file, line',
];

test('Two threads that read a large input give what one gives: rows, claims, what is refused and what is said', async () => {
  await using room = await testRoom();
  const logs = join(room.folder, 'logs');
  await mkdir(logs);
  for (let file = 0; file < 60; file += 1) {
    const [name, text] = file % 3 === 0 ? ['flows.log', flows(file)] : ['calls.json', calls(file)];
    await writeFile(join(logs, `${file}-${name}.gz`), gzipSync(text));
  }
  await writeFile(join(logs, 'cut-off.gz'), gzipSync(calls(99)).subarray(0, 400));
  await writeFile(join(logs, 'letter.txt'), 'Dear Yagura, this is no log.');
  await writeFile(join(logs, 'plain.log'), flows(200)); // read from the disk where it lies
  const one = await imported(room, Infinity);
  const two = await imported(room, 1);
  expect(one.all.told.length).toBeGreaterThan(400); // and some of what was cut off
  expect(one.judgedHere).toBeGreaterThanOrEqual(1600);
  expect(two.judgedHere, 'the rest was judged in the other thread').toBeLessThan(one.judgedHere);
  expect(two.all).toEqual(one.all);
});
