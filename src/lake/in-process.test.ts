import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lakeContract } from './lake.contract.ts';
import { openLake } from './open.ts';

const folder = await mkdtemp(join(tmpdir(), 'yagura-lake-'));
const where = { path: folder, memoryMegabytes: 700, threads: 2 };
afterAll(() => rm(folder, { recursive: true, force: true }));

lakeContract('in this process', () => openLake(where));

describe('The folder of a lake in process', () => {
  beforeAll(async () => {
    await writeFile(join(folder, 'spool', 'left-by-a-killed-process.bin'), 'x');
  });

  it('can be opened again after it was closed, and what a killed process left is cleared away', async () => {
    await using lake = await openLake(where);
    expect(await lake.rows("SELECT count() AS n FROM events WHERE id = 'after'")).toEqual([{ n: 1 }]);
    expect(await readdir(join(folder, 'spool'))).toEqual([]);
  });

  it('is refused to a second process, with the one that has it and what to do', async () => {
    await using lake = await openLake(where);
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      second(),
    ]);
    expect(stdout).toMatch(
      new RegExp(`^Conflict: The lake in .* is open in process ${process.pid}; .*Stop that process`),
    );
    expect(lake.place).toBe('in process');
  });

  it('says what to install when the package of the engine is absent', async () => {
    const flags = ['--import', withoutChdb(), '--import', 'tsx', '--input-type=module', '-e', second()];
    const { stdout } = await promisify(execFile)(process.execPath, flags);
    expect(stdout).toMatch(/^Unsupported: .*chdb is not installed.*npm install chdb.*lake\.url/);
  });
});

/** A module that makes Node fail to find chdb, as where it was not installed. */
function withoutChdb(): string {
  const hook = moduleOf(`export async function resolve(name, context, next) {
    if (name !== 'chdb') return next(name, context);
    throw Object.assign(new Error('Cannot find package chdb'), { code: 'ERR_MODULE_NOT_FOUND' });
  }`);
  return moduleOf(`import { register } from 'node:module'; register(${JSON.stringify(hook)});`);
}

const moduleOf = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;

/** A program that tries to open the same folder. */
const second = (): string => `
  const { openLake } = await import(${JSON.stringify(new URL('open.ts', import.meta.url).href)});
  await openLake(${JSON.stringify(where)}).catch((fault) => console.log(fault.code + ': ' + fault.message));`;
