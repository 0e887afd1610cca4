import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts, freshRecord } from '../../test/e2e/made-logs.ts';

const perFile = 10_000;
const names = ['Leak', 'Stop', 'MakeKey', 'Look'] as const;

/** Logs that make so many findings: each of another principal, over thirty days, in three accounts. */
export const manyFindings =
  (count: number) =>
  async (folder: string, now: number): Promise<string> => {
    await mkdir(folder, { recursive: true });
    for (let first = 0; first < count; first += perFile) {
      const records = Array.from({ length: Math.min(perFile, count - first) }, (_, index) =>
        record(first + index, now),
      );
      await writeFile(join(folder, `${first}.json`), JSON.stringify({ Records: records }));
    }
    return folder;
  };

const record = (index: number, now: number): object => ({
  ...freshRecord(index, now - (index % 30) * 86_400_000 - index * 10),
  eventName: names[index % names.length],
  recipientAccountId: accounts[index % accounts.length],
});
