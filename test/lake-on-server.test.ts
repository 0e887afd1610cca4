import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClickHouse, type TestServer } from './clickhouse-http.ts';
import { lakeContract } from '../src/lake/lake.contract.ts';
import getStatus, { ServerStatus } from '../src/ingest/operations/GetStatus.ts';
import { Status } from '../src/ingest/status.ts';
import { callBy } from '../src/org/made.contract.ts';
import { systemClock } from '#kernel';
import { openLake, type Lake, type LakeTable } from '#lake';
import { thisMachine } from '#org';

const folder = await mkdtemp(join(tmpdir(), 'yagura-server-'));
const password = 'p%ss:wörd';
let server: TestServer;
beforeAll(async () => {
  server = await startClickHouse(folder, 0, password);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const address = (url: string): string => url.replace('//', `//default:${encodeURIComponent(password)}@`);
const pauses = [20, 50, 100];

lakeContract('on a server', () => openLake({ url: address(server.url) }));

const table: LakeTable = {
  name: 'faults',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    { name: 'id', type: 'String' },
  ],
  orderBy: ['time'],
  time: 'time',
};
const rowsOf = (batch: string): { time: number; id: string }[] =>
  Array.from({ length: 100 }, (_, index) => ({ time: Date.UTC(2026, index % 3, 1), id: `${batch} ${index}` }));
const countOf = async (lake: Lake, batch: string): Promise<unknown> => {
  const rows = await lake.rows<{ n: number }>('SELECT count() AS n FROM faults WHERE startsWith(id, {batch:String})', {
    batch,
  });
  return rows[0]?.n;
};

/** What somebody is told who asks a server with this lake what it is busy with. */
async function statusOn(lake: Lake): Promise<ServerStatus> {
  const startedAt = new Date('2026-11-26T00:00:00Z');
  const told = { clock: systemClock, version: '1', startedAt, simulated: false, language: 'en' } as const;
  const operation = getStatus.bind({ ...told, lake, status: new Status(() => 0) });
  return ServerStatus.parse(await operation.call({}, callBy(thisMachine('111122223333'))));
}

describe('A lake on a server that fails', () => {
  it('names the database in its address, or yagura', async () => {
    await using named = await openLake({ url: `${address(server.url)}/watch-1` });
    await using bare = await openLake({ url: address(server.url) });
    const sql = 'SELECT currentDatabase() AS name';
    expect([await named.rows(sql), await bare.rows(sql)]).toEqual([[{ name: 'watch-1' }], [{ name: 'yagura' }]]);
  });

  it('says that the password is wrong, without saying the password', async () => {
    const fault = await openLake({ url: server.url.replace('//', '//default:wrong-secret@'), pauses }).catch(
      (error: unknown) => error,
    );
    expect(fault).toMatchObject({ code: 'BadConfig', message: expect.stringMatching(/user name or password/) });
    expect(String(fault)).not.toContain('wrong-secret');
  });

  it('says since when a server has not answered, and what to do', async () => {
    const fault = await openLake({ url: 'http://default:hidden@127.0.0.1:9', pauses }).catch((error: unknown) => error);
    expect(fault).toMatchObject({
      code: 'Unavailable',
      message: expect.stringMatching(
        /^ClickHouse at 127\.0\.0\.1:9 has not answered since 20..-.*ECONNREFUSED.*Start it/,
      ),
    });
    expect(String(fault)).not.toContain('hidden');
  });

  it('does not wait anew for a server that keeps the line open and says nothing; meanwhile its status is told', async () => {
    await using line = await breakableLine(server.url);
    await using lake = await openLake({ url: address(line.url), pauses, silence: 100 });
    line.answerNext(10, 'silence');
    await expect(lake.rows('SELECT 1 AS one')).rejects.toMatchObject({
      code: 'Unavailable',
      message: expect.stringMatching(/it did not answer in time\. Start it/),
    });
    expect(line.asked()).toBe(1);
    const status = await statusOn(lake);
    expect(status).toMatchObject({ phase: 'starting', problems: [{ ja: expect.stringMatching(/応答していません/) }] });
    expect(status.counts).toBeUndefined();
    line.answerNext(0, 'silence');
    expect(await lake.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('waits for a server that restarts', async () => {
    const own = await mkdtemp(join(tmpdir(), 'yagura-restart-'));
    const first = await startClickHouse(own, 0);
    await using lake = await openLake({ url: first.url, pauses: Array.from({ length: 100 }, () => 100) });
    await lake.migrate([table]);
    await first.kill();
    const added = lake.appendNew(table, rowsOf('restart'), ['time', 'id']);
    await using _ = await startClickHouse(own, Number(new URL(first.url).port));
    expect(await added).toBe(100);
    expect(await countOf(lake, 'restart')).toBe(100);
    await rm(own, { recursive: true, force: true });
  });

  it.each(['before', 'after'] as const)(
    'keeps a batch once when the line breaks %s the server took it',
    async (moment) => {
      await using line = await breakableLine(server.url);
      await using lake = await openLake({ url: address(line.url), pauses });
      await lake.migrate([table]);
      line.breakNext(2, moment);
      await lake.append(table, rowsOf(`append ${moment}`));
      line.breakNext(2, moment);
      const added = await lake.appendNew(table, rowsOf(`new ${moment}`), ['time', 'id']);
      expect([await countOf(lake, `append ${moment}`), added, await countOf(lake, `new ${moment}`)]).toEqual([
        100, 100, 100,
      ]);
    },
  );

  it('asks again when an answer breaks off in the middle, is empty, or comes from somebody else', async () => {
    await using line = await breakableLine(server.url);
    await using lake = await openLake({ url: address(line.url), pauses });
    const rows = () => lake.rows<{ number: number }>('SELECT number FROM numbers(3)');
    for (const answer of ['half', 'empty 500', 'page'] as const) {
      line.answerNext(2, answer);
      expect(await rows()).toEqual([{ number: 0 }, { number: 1 }, { number: 2 }]);
    }
    line.answerNext(pauses.length + 1, 'page');
    await expect(rows()).rejects.toMatchObject({
      code: 'Unavailable',
      message: expect.stringMatching(/has not answered since .*: .*502 Bad Gateway\. Start it/),
    });
  });

  it('takes nothing for done or whole that failed after the server had said how far it was', async () => {
    await using line = await breakableLine(server.url);
    await using lake = await openLake({ url: address(line.url), pauses });
    await lake.migrate([table]);
    for (const act of [
      () => lake.append(table, rowsOf('unkept')),
      () => lake.rows('SELECT 1 AS one'),
      () => lake.ask('SELECT 1', { seconds: 9, memoryMegabytes: 99, rows: 9 }),
    ]) {
      line.answerNext(1, 'late exception');
      await expect(act()).rejects.toMatchObject({ code: 'TooLarge', message: expect.stringMatching(/Memory limit/) });
    }
  });

  it('keeps a batch once that the caller brings again after a failure', async () => {
    await using line = await breakableLine(server.url);
    await using lake = await openLake({ url: address(line.url), pauses });
    await lake.migrate([table]);
    line.breakNext(pauses.length + 1, 'after');
    await expect(lake.append(table, rowsOf('again'))).rejects.toMatchObject({ code: 'Unavailable' });
    await lake.append(table, rowsOf('again'));
    expect(await countOf(lake, 'again')).toBe(100);
    await lake.append(table, rowsOf('again'));
    expect(await countOf(lake, 'again')).toBe(200);
  });
});

/** What may come instead of an answer. After it has said its progress, a server fails with the status 200. */
const badAnswers = {
  silence: () => undefined,
  half: (to: ServerResponse) =>
    to.writeHead(200, { 'Content-Length': 1000 }).write('{"number":7}\n{"nu', () => to.destroy()),
  'empty 500': (to: ServerResponse) => to.writeHead(500).end(),
  page: (to: ServerResponse) => to.writeHead(502).end('<html>\n<h1>502 Bad Gateway</h1></html>'),
  'late exception': (to: ServerResponse) =>
    to
      .writeHead(200)
      .end('{"one":1}\nCode: 241. DB::Exception: Memory limit (total) exceeded. (MEMORY_LIMIT_EXCEEDED)\n'),
};

/** Something between client and server that breaks the next inserts, before the server sees them or after it answered. */
async function breakableLine(target: string) {
  let plan: { left: number; moment: 'before' | 'after' } = { left: 0, moment: 'before' };
  const breaks = (from: IncomingMessage): boolean => {
    if (!/[?&]query=INSERT/.test(from.url ?? '') || plan.left === 0) return false;
    plan = { ...plan, left: plan.left - 1 };
    return true;
  };
  let asked = 0;
  let answers: { left: number; answer: keyof typeof badAnswers } = { left: 0, answer: 'half' };
  const proxy = createServer((from, to) => {
    if (answers.left > 0) {
      asked += 1;
      answers = { ...answers, left: answers.left - 1 };
      from.resume().on('end', () => badAnswers[answers.answer](to));
      return;
    }
    const broken = breaks(from);
    if (broken && plan.moment === 'before') {
      from.socket.destroy();
      return;
    }
    const onward = request(`${target}${from.url}`, { method: from.method, headers: from.headers }, (answer) => {
      if (broken) answer.resume().on('end', () => from.socket.destroy());
      else answer.pipe(to.writeHead(answer.statusCode ?? 500, answer.headers));
    });
    from.pipe(onward);
  });
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
  const bound = proxy.address();
  return {
    url: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
    breakNext: (left: number, moment: 'before' | 'after') => void (plan = { left, moment }),
    answerNext: (left: number, answer: keyof typeof badAnswers) => void (answers = { left, answer }),
    /** How many statements were answered so. */
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
