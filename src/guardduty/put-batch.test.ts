// Opens no lake.
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putBatch } from './put-batch.ts';

let place: string;
let folder: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'yagura-put-batch-'));
  folder = join(place, 'findings');
  await mkdir(folder);
});
afterEach(() => rm(place, { recursive: true }));

const row = { id: 'd', detector: 'd', account: '111122223333', region: 'us-east-1', kms_key: '', bucket_owner: '' };
const put = (target: string, allowed: { folder?: string }): Promise<void> => {
  const destination = { ...row, arn: `file://${target}`, status: 'PUBLISHING', failed_since: 0, created_at: 0 };
  return putBatch(destination, 'a/b.gz', Buffer.from('x'), { ...allowed, region: 'us-east-1' });
};

describe('A batch of findings for a folder', () => {
  it('is written whole below the folder that is allowed, and nothing else is left there', async () => {
    await put(folder, { folder });
    await put(join(folder, 'below'), { folder });
    expect(await readFile(join(folder, 'below/a/b.gz'), 'utf8')).toBe('x');
    expect((await readdir(folder, { recursive: true })).filter((name) => /part|gz/.test(name))).toHaveLength(2);
  });

  it('takes away what a killed process left, nothing of one that still writes and nothing of others', async () => {
    const named = (letter: string): string => `.yagura-${letter.repeat(8)}-1111-4111-8111-111111111111.part`;
    const others = [named('b'), 'report.part', '.yagura-note.part'];
    for (const name of [named('a'), ...others]) await writeFile(join(folder, name), 'half');
    const before = new Date(Date.now() - 120_000);
    for (const name of [named('a'), 'report.part', '.yagura-note.part'])
      await utimes(join(folder, name), before, before);
    await put(folder, { folder });
    expect((await readdir(folder)).toSorted()).toEqual([...others, 'a'].toSorted());
  });

  it('leaves nothing half written where it cannot be put', async () => {
    await mkdir(join(folder, 'a/b.gz'), { recursive: true });
    await expect(put(folder, { folder })).rejects.toThrow(/EISDIR/);
    expect(await readdir(folder, { recursive: true })).toEqual(['a', 'a/b.gz']);
  });

  it('is refused where no folder is allowed', async () => {
    await expect(put(folder, {})).rejects.toThrow(/Set guardduty\.folder/);
  });

  it('is refused for a folder beside, also one whose name begins alike', async () => {
    for (const target of [place, `${folder}-private`, join(folder, '../other')])
      await expect(put(target, { folder })).rejects.toThrow(/lies outside/);
  });

  it('does not follow a link out of the folder, also to one whose name begins alike', async () => {
    for (const name of ['other', 'findings-private']) {
      await mkdir(join(place, name, 'a'), { recursive: true });
      await symlink(join(place, name), join(folder, name));
      await expect(put(join(folder, name), { folder })).rejects.toThrow(/leads outside/);
      expect(await readdir(join(place, name, 'a'))).toEqual([]);
    }
  });
});
