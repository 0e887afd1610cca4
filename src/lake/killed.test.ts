import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { batchSize, written } from './endless-writer.contract.ts';
import { openLake } from './open.ts';

const folder = await mkdtemp(join(tmpdir(), 'yagura-killed-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('A lake whose process is killed', () => {
  it('keeps every acknowledged batch whole, and none half or twice once the interrupted one is brought again', async () => {
    let next = 0;
    for (const milliseconds of [40, 310, 75, 150]) next = await writeUntilKilled(next, milliseconds);
    await using lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
    await lake.migrate([written]);
    const rows = await lake.rows<{ batch: number; n: number; distinct: number }>(
      'SELECT batch, count() AS n, uniqExact(id) AS distinct FROM written GROUP BY batch ORDER BY batch',
    );
    const acknowledged = rows.filter(({ batch }) => batch < next);
    expect(acknowledged).toEqual(
      Array.from({ length: next }, (_, batch) => ({ batch, n: batchSize, distinct: batchSize })),
    );
    expect(rows.length - acknowledged.length).toBeLessThanOrEqual(1); // the last one, which nobody brought again
    expect(next).toBeGreaterThan(8);
  });
});

describe('A process that breaks while it has a lake open', () => {
  it.each(['SIGABRT', 'SIGSEGV'] as const)('ends at once, by %s, so that another can be started', async (signal) => {
    const program = `
      const { openLake } = await import(${JSON.stringify(new URL('open.ts', import.meta.url).href)});
      await openLake({ path: ${JSON.stringify(join(folder, signal))}, memoryMegabytes: 500, threads: 2 });
      process.kill(process.pid, '${signal}');
      setInterval(() => undefined, 1000);`;
    expect(await once(start(program), 'close')).toEqual([null, signal]);
  });
});

/** One that does not end by itself is killed, which the tests tell by its signal. */
const start = (program: string) =>
  spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });

/** Starts at batch `first`, kills the process after its third batch and some time, and returns the number after the last acknowledged. */
async function writeUntilKilled(first: number, milliseconds: number): Promise<number> {
  const writer = new URL('endless-writer.contract.ts', import.meta.url).href;
  const program = `
    const { writeEndlessly } = await import(${JSON.stringify(writer)});
    await writeEndlessly(${JSON.stringify(folder)}, ${first}, (batch) => console.log(batch));`;
  const child = start(program);
  const ended = once(child, 'close');
  let next = first;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    next = Number(line) + 1;
    if (next === first + 3) void pause(milliseconds).then(() => child.kill('SIGKILL'));
  });
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
  return next;
}
