import { chmod, mkdir, writeFile, readFile, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '#kernel';
import { delivery } from './aws-test-server.contract.ts';
import type { IngestContext } from './context.ts';
import { ingest, ingestStream } from './ingest.ts';
import { readEvents } from './read-events.ts';
import { testRoom, type TestRoom } from './test-room.contract.ts';

let room: TestRoom;
let logs: string;
let round = 0;

beforeAll(async () => {
  room = await testRoom();
});
afterAll(() => room[Symbol.asyncDispose]());
beforeEach(async () => {
  round += 1;
  logs = join(room.folder, `logs-${round}`);
  await mkdir(logs);
  for (const table of ['api_activity', 'network_activity', 'quarantine'])
    await room.context.lake.client.command({ query: `TRUNCATE TABLE ${table}` });
});

const flow = (port: number): string =>
  `2 111122223333 eni-${round} 198.51.100.7 10.0.0.5 ${port} 22 6 3 180 1772323200 1772323260 REJECT OK\n`;
const ports = async (): Promise<number[]> =>
  (await room.context.lake.rows<{ port: number }>('SELECT src_port AS port FROM network_activity ORDER BY port')).map(
    ({ port }) => port,
  );
const write = async (name: string, content: string | Buffer): Promise<string> => {
  await writeFile(join(logs, name), content);
  return join(logs, name);
};

/** The context with a detector that fails its first so many times, after the rows are in the lake. */
function failing(times: number): IngestContext {
  let left = times;
  const judge = async (): Promise<void> => {
    left -= 1;
    if (left >= 0) throw new Fault('Unavailable', 'The lake does not answer. Start it.');
  };
  return { ...room.context, detector: { ...room.context.detector, judge } };
}

describe('An import that fails in the middle', () => {
  test('says so, acknowledges nothing that it did not finish, and counts nothing twice the next time', async () => {
    await write('flow.log', flow(1) + flow(2));
    await write('calls.json.gz', delivery(`${round}-a`, `${round}-b`));
    const context = failing(2);
    await expect(ingest([logs], context)).rejects.toThrow('does not answer');
    expect((await ports()).length, 'rows that nobody has acknowledged').toBeGreaterThan(0);
    await expect(ingest([logs], context)).rejects.toThrow('does not answer');
    const report = await ingest([logs], context);
    expect(report.filesRead).toBe(2);
    expect(await ports()).toEqual([1, 2]);
    expect(await room.ids()).toEqual([`${round}-a`, `${round}-b`]);
  });

  test('before detections over many events have run lets the next one run them', async () => {
    await write('flow.log', flow(1));
    let down = true;
    const settle: typeof room.context.detector.settle = async (spans) => {
      if (down) throw new Fault('Unavailable', 'The lake does not answer. Start it.');
      for (const { from, to } of spans) room.settled.push([from, to]);
    };
    const context = { ...room.context, detector: { ...room.context.detector, settle } };
    room.settled.length = 0;
    await expect(ingest([logs], context)).rejects.toThrow('does not answer');
    down = false;
    await ingest([logs], context);
    expect(room.settled).toEqual([[1_772_323_200_000, 1_772_323_200_000]]);
    await ingest([logs], context);
    expect(room.settled).toHaveLength(1);
  });

  test('because its working folder cannot be written says what to do', async () => {
    const spool = await write('a file', '');
    const large = Readable.from([Buffer.alloc(5_000_000, 'x'), Buffer.from('y')]);
    const pushing = ingestStream('pushed', large, { ...room.context, spool });
    await expect(pushing).rejects.toMatchObject({
      code: 'Unavailable',
      message: expect.stringMatching(/working copy .*Make room/s),
    });
  });
});

describe('Two imports at once', () => {
  test('of the same files add everything once', async () => {
    for (let file = 0; file < 6; file += 1) await write(`flow-${file}.log`, flow(file) + flow(file + 10));
    await write('calls.gz', delivery(`${round}-a`));
    const reports = await Promise.all([
      ingest([logs], room.context),
      ingest([logs], room.context),
      ingest([logs], room.context),
    ]);
    expect((await ports()).length).toBe(12);
    expect(await room.ids()).toEqual([`${round}-a`]);
    expect(reports.map(({ filesRead, filesSkipped }) => filesRead + filesSkipped)).toEqual([7, 7, 7]);
    expect(reports.reduce((sum, { added }) => sum + added, 0)).toBe(13);
  });

  test('in opposite orders end', async () => {
    const paths = await Promise.all([1, 2, 3, 4].map((file) => write(`flow-${file}.log`, flow(file))));
    await Promise.all([ingest(paths, room.context), ingest(paths.toReversed(), room.context)]);
    expect(await ports()).toEqual([1, 2, 3, 4]);
  });
});

describe('Inputs', () => {
  test('come from standard input too, packed or not', async () => {
    const stdin = Readable.from([gzipSync(flow(1) + flow(2))]);
    expect(await ingest(['-'], { ...room.context, stdin })).toMatchObject({ filesRead: 1, added: 2 });
  });

  test('that are sockets or devices are left with a sentence', async () => {
    const socket = join(logs, 'socket');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    const report = await ingest([logs, '/dev/null'], room.context);
    await new Promise((resolve) => server.close(resolve));
    expect(report.problems).toEqual([
      {
        en: expect.stringContaining(`${socket}: this is a socket`),
        ja: expect.stringContaining(`${socket}: ファイルではなくソケット`),
      },
      { en: expect.stringContaining('/dev/null: this is a device'), ja: expect.stringContaining('デバイス') },
    ]);
  });

  test('that are links to nothing say where they lead, also when a folder on the way is one', async () => {
    await symlink('../gone', join(logs, 'usb'));
    await symlink(logs, join(logs, 'there'));
    const report = await ingest(
      ['usb', 'usb/2026/01', 'there/absent'].map((name) => join(logs, name)),
      room.context,
    );
    expect(report.problems.map(({ en }) => en.replace(`${logs}/`, ''))).toEqual([
      expect.stringMatching(/^usb: this is a symbolic link to \.\.\/gone, and there is nothing/),
      expect.stringMatching(
        /^usb\/2026\/01: .*\/usb on its way is a symbolic link to \.\.\/gone, and there is nothing/,
      ),
      'there/absent: there is nothing under this name. Check the path.',
    ]);
    expect(report.problems[0]?.ja).toMatch(/usb: \.\.\/gone を指すシンボリックリンクですが、リンク先がありません/);
  });

  test.skipIf(process.getuid?.() === 0)(
    'that may not be read are left with a sentence, and the rest is read',
    async () => {
      await chmod(await write('secret.log', flow(1)), 0o000);
      await write('open.log', flow(2));
      const report = await ingest([logs], room.context);
      expect(report.problems.map(({ en }) => en).join()).toMatch(/secret\.log: Yagura has no permission/);
      expect(await ports()).toEqual([2]);
    },
  );

  test.skipIf(process.platform !== 'linux')('whose name is not written in UTF-8 are told so', async () => {
    await writeFile(Buffer.concat([Buffer.from(join(logs, 'bad-')), Buffer.from([0xff])]), flow(1));
    const { problems } = await ingest([logs], room.context);
    expect(problems).toMatchObject([{ en: expect.stringMatching(/its name is not written in UTF-8.*Rename it/) }]);
  });

  test('in Parquet are read row by row, as they are or packed', async () => {
    const path = join(logs, 'flow.parquet');
    const columns = `2 AS version, '111122223333' AS account_id, 'eni-1' AS interface_id, '198.51.100.7' AS srcaddr, '10.0.0.5' AS dstaddr,
      toInt32(number) AS srcport, 22 AS dstport, toInt64(6) AS protocol, toInt64(3) AS packets, toInt64(180) AS bytes,
      toInt64(1772323200) AS start, toInt64(1772323260) AS end, 'REJECT' AS action, 'OK' AS log_status`;
    await room.context.lake.client.command({
      query: `INSERT INTO FUNCTION file('${path}', 'Parquet') SELECT ${columns} FROM numbers(25000) SETTINGS output_format_parquet_row_group_size = 9000`,
    });
    expect(await ingest([path], room.context)).toMatchObject({
      events: { vpcflow: 25_000 },
      added: 25_000,
      problems: [],
    });
    expect(await ports()).toEqual(Array.from({ length: 25_000 }, (_, at) => at));
    await room.context.lake.client.command({
      query: `INSERT INTO FUNCTION file('${join(logs, 'turned.parquet')}', 'Parquet') SELECT ${columns} FROM numbers(90) SETTINGS output_format_parquet_compression_method = 'none'`,
    });
    const turned = await readFile(join(logs, 'turned.parquet'));
    const value = turned.indexOf(Buffer.from([50, 0, 0, 0, 51, 0, 0, 0]));
    turned[value] = 49;
    expect((await ingest([await write('turned.parquet', turned)], room.context)).problems).toMatchObject([
      {
        en: expect.stringMatching(/the column srcport is not as it was written/),
        ja: expect.stringMatching(/列 srcport の/),
      },
    ]);
    await write('damaged.parquet', Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(500, 7), Buffer.from('PAR1')]));
    const report = await ingest([join(logs, 'damaged.parquet')], room.context);
    expect(report.problems.map(({ en }) => en).join()).toMatch(/damaged\.parquet: the Parquet file cannot be read/);
    expect(report.problems.map(({ ja }) => ja).join()).toMatch(/壊れているか、対応していない形式/);
  });

  test('whose first line is longer than a record may be lose that line alone, plain or packed, and can grow', async () => {
    const long = Buffer.alloc(17 * 2 ** 20, 'x');
    const content = Buffer.concat([long, Buffer.from(`\n${flow(1)}${flow(2)}`)]);
    for (const path of [await write('plain.log', content), await write('packed.gz', gzipSync(content))]) {
      expect(await ingest([path], room.context), path).toMatchObject({ filesRead: 1, added: 2, refused: 1 });
      await room.context.lake.client.command({ query: 'TRUNCATE TABLE network_activity' });
    }
    const grown = await write('plain.log', Buffer.concat([content, Buffer.from(flow(3))]));
    expect(await ingest([grown], room.context)).toMatchObject({ added: 1, refused: 0 });
    const alone = await write('alone.log', long);
    expect(await ingest([alone], room.context)).toMatchObject({ filesRead: 0, filesRefused: 1 });
  });

  test('that hold a time no table can hold have that event refused', async () => {
    const [good, bad] = [{ eventTime: '2026-03-10T12:00:00Z' }, { eventTime: '1066-10-14T09:00:00Z' }];
    const call = {
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateUser',
      awsRegion: 'x',
      userIdentity: { type: 'Root' },
    };
    const lines = [good, bad].map((time, at) => JSON.stringify({ ...call, ...time, eventID: `${round}-${at}` }));
    const report = await ingest([await write('times.json', lines.join('\n'))], room.context);
    expect(report).toMatchObject({ added: 1, refused: 1 });
  });
});

describe('A reading that keeps nothing', () => {
  test('asks who wants a record of JSON only, since lines tell nothing before they are read', async () => {
    const paths = [await write('flow.log', flow(1)), await write('calls.gz', delivery('wanted', 'unwanted'))];
    const { sources, config } = room.context;
    const wants = (_: string, record: Buffer): boolean => !record.includes('"unwanted"');
    const seen: string[] = [];
    for await (const batch of readEvents(paths, { sources, config, wants }))
      seen.push(...batch.map(({ event }) => event.source + event.id));
    expect(seen).toEqual(['vpcflow', 'cloudtrailwanted']);
  });
});
