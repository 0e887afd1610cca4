// Opens no lake.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { refuseUnopenable, refuseUnwritable } from './holder.ts';

test('a folder that may not be written is told as such, and nobody is asked to stop a process', () => {
  const cause = Object.assign(new Error('permission denied'), { code: 'EACCES' });
  const refused = (): never => refuseUnopenable('/data/lake', cause);
  expect(refused).toThrow(/\/data\/lake could not be opened: there is no permission \(EACCES\)\. Have the folder/);
  expect(refused).not.toThrow(/process/);
});

test('it is refused before the engine sees it; one that nobody has opened yet is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-holder-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await refuseUnwritable(folder, folder);
  await expect(refuseUnwritable(folder, join(folder, 'none'))).rejects.toMatchObject({ code: 'Unavailable' });
  await writeFile(join(folder, 'status'), '');
  await chmod(join(folder, 'status'), 0o400);
  const told = refuseUnwritable(folder, folder);
  if (process.getuid?.() === 0) await told; // may write whatever the mode
  else await expect(told).rejects.toMatchObject({ code: 'Unavailable' });
});
