// Opens no lake.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '#kernel';
import { dataInUse } from './data-in-use.ts';
import { announce } from './running-server.ts';

test("commands are about the made-up company while a server shows it, also once one's own logs lie beside it", async () => {
  const data = await mkdtemp(join(tmpdir(), 'yagura-in-use-'));
  onTestFinished(() => rm(data, { recursive: true }));
  const config = loadConfig({ environment: {}, flags: { data } });
  await expect(dataInUse(config)).rejects.toThrow(/Nothing has been served/);
  await mkdir(join(data, 'example', 'lake'), { recursive: true });
  await writeFile(join(data, 'example', 'store.db'), '');
  expect((await dataInUse(config)).data).toBe(join(data, 'example'));
  await mkdir(join(data, 'lake'));
  await writeFile(join(data, 'store.db'), '');
  expect((await dataInUse(config)).data).toBe(data);
  {
    await using _ = await announce(data, { url: 'http://127.0.0.1:1', token: 'token', simulated: true });
    expect((await dataInUse(config)).data).toBe(join(data, 'example'));
  }
  expect((await dataInUse(config)).data).toBe(data);
});
