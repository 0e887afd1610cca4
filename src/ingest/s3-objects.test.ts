import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { awsTestServer, delivery, type AwsTestServer } from './aws-test-server.contract.ts';
import { ingest } from './ingest.ts';
import type { IngestStore } from './tables.ts';
import { testRoom, type TestRoom } from './test-room.contract.ts';

let server: AwsTestServer;
let room: TestRoom;

beforeAll(async () => {
  server = await awsTestServer();
  room = await testRoom({ s3Endpoint: server.url });
});
afterAll(async () => {
  await room[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});
beforeEach(async () => {
  server.objects.clear();
  server.gone.clear();
  server.denied.clear();
  server.failing.clear();
  server.replacing.clear();
  await room.context.lake.client.command({ query: 'TRUNCATE TABLE api_activity' });
});

const put = (name: string, ...ids: readonly string[]): void => void server.objects.set(name, delivery(...ids));
const day = (account: string, region: string, date: string): string =>
  `AWSLogs/${account}/CloudTrail/${region}/2026/${date}/log`;
const fetched = (): string[] => server.asked.filter((one) => one.startsWith('get '));
const lists = (): string[] => server.asked.filter((one) => one.startsWith('list '));

describe('A bucket with dates in its keys', () => {
  test('is listed from the day before the last one that was read, for every account and Region by itself', async () => {
    for (const region of ['eu-west-1', 'us-east-1']) {
      for (let date = 1; date <= 9; date += 1) put(`dated/${day('1', region, `03/0${date}`)}`, `${region}-${date}`);
    }
    await ingest(['s3://dated/AWSLogs/'], room.context);
    expect((await room.ids()).length).toBe(18);
    server.asked.length = 0;
    put(`dated/${day('1', 'eu-west-1', '03/10')}`, 'new');
    put(`dated/${day('2', 'eu-west-1', '03/01')}`, 'other account');
    put(`dated/${day('1', 'us-east-1', '03/08')}-late`, 'late');
    const report = await ingest(['s3://dated/AWSLogs/'], room.context);
    expect(report.added).toBe(3);
    expect(fetched()).toHaveLength(3);
    expect(lists().some((one) => one.endsWith('CloudTrail/eu-west-1/2026/03/08'))).toBe(true);
    expect(lists().length).toBeLessThan(7); // eighteen keys at three a page would be more
  });

  test('of the hive kind and of names with a date is read in the same way', async () => {
    const hive = (date: string): string =>
      `hive/AWSLogs/aws-account-id=1/aws-service=cloudtrail/aws-region=x/year=2026/month=03/day=${date}/log`;
    for (let date = 10; date < 20; date += 1) put(hive(String(date)), `hive-${date}`);
    for (let date = 10; date < 20; date += 1) put(`hive/flat/log2026-03-${date}-10-00-00-AB`, `flat-${date}`);
    await ingest(['s3://hive'], room.context);
    expect((await room.ids()).length).toBe(20);
    server.asked.length = 0;
    put(hive('20'), 'hive-20');
    put('hive/flat/log2026-03-20-10-00-00-AB', 'flat-20');
    expect((await ingest(['s3://hive'], room.context)).added).toBe(2);
    expect(lists().length).toBeLessThan(8);
  });
});

describe('A bucket', () => {
  test('without dates in its keys finds a new object wherever its name stands', async () => {
    put('plain/logs/m', 'm');
    await ingest(['s3://plain/logs/'], room.context);
    put('plain/logs/a', 'a');
    put('plain/logs/z', 'z');
    await ingest(['s3://plain/logs/'], room.context);
    expect(await room.ids()).toEqual(['a', 'm', 'z']);
  });

  test('gives again what could not be fetched, though the listing has long gone past it', async () => {
    put(`gap/${day('1', 'eu-west-1', '03/01')}`, 'locked');
    put(`gap/${day('1', 'eu-west-1', '03/20')}`, 'open');
    server.denied.add(`gap/${day('1', 'eu-west-1', '03/01')}`);
    const report = await ingest(['s3://gap'], room.context);
    expect(report.problems.map(({ en }) => en).join(' ')).toContain('s3:GetObject');
    expect(await room.ids()).toEqual(['open']);
    server.denied.clear();
    await ingest(['s3://gap'], room.context);
    expect(await room.ids()).toEqual(['locked', 'open']);
  });

  test('is asked again without end for what the network or a permission kept, ten times for what is gone', async () => {
    const key = (name: string): string => `tries/${day('1', 'eu-west-1', '03/01')}-${name}`;
    for (const name of ['kept', 'locked', 'gone']) put(key(name), name);
    put(`tries/${day('1', 'eu-west-1', '03/20')}`, 'newer');
    server.failing.add(key('kept'));
    server.denied.add(key('locked'));
    server.gone.add(key('gone'));
    for (let look = 0; look < 3; look += 1) await ingest(['s3://tries'], room.context);
    const missed = room.context.store.db.withTables<IngestStore>().updateTable('ingest_missed');
    await missed.set((row) => ({ tries: row('tries', '*', 4) })).execute(); // as after twelve looks
    server.asked.length = 0;
    await ingest(['s3://tries'], room.context);
    expect(new Set(fetched().map((one) => one.split('-').at(-1)))).toEqual(new Set(['kept', 'locked']));
    for (const troubles of [server.failing, server.denied]) troubles.clear();
    await ingest(['s3://tries'], room.context);
    expect(await room.ids()).toEqual(['kept', 'locked', 'newer']);
  });

  test('of which an object was replaced between listing and fetching has its events once', async () => {
    const flow = (address: string): Buffer =>
      Buffer.from(`2 111122223333 eni-1 10.0.0.1 ${address} 443 40000 6 1 40 1772323200 1772323260 ACCEPT OK\n`);
    const key = 'replaced/log';
    server.objects.set(key, flow('10.0.0.2'));
    server.replacing.set(key, flow('10.0.0.30'));
    await ingest(['s3://replaced'], room.context);
    await ingest(['s3://replaced'], room.context);
    const query = 'SELECT dst_address FROM network_activity';
    const result = await room.context.lake.client.query({ query, format: 'JSONEachRow' });
    expect(await result.json()).toEqual([{ dst_address: '10.0.0.30' }]);
  });

  test('that cannot be listed is told, and the other inputs go on', async () => {
    put('other/a', 'a');
    const broken = { ...room.context, config: { ...room.context.config, s3Endpoint: 'http://127.0.0.1:9' } };
    const report = await ingest(['s3://nobody/there', '/nowhere'], broken);
    expect(report.problems).toHaveLength(2);
    expect(report.problems[0]?.en).toContain('s3://nobody/there cannot be listed');
  });

  test('whose digests stand among its logs passes them over', async () => {
    put('digests/AWSLogs/1/CloudTrail-Digest/us-east-1/2026/03/01/digest', 'digest');
    put('digests/AWSLogs/1/CloudTrail/us-east-1/2026/03/01/log', 'log');
    const report = await ingest(['s3://digests'], room.context);
    expect(await room.ids()).toEqual(['log']);
    expect(report.filesPassedOver).toBe(1);
  });
});
