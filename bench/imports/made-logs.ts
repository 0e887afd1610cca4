import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { simulate } from '#simulate';

/** Log files, and the plain text of all of them in one file for the engine alone. */
export const Made = z.object({ logs: z.string(), plain: z.string(), records: z.number() });
export type Made = z.infer<typeof Made>;

/** A month of a larger company, or some days of it, in as many files as CloudTrail would deliver. */
export async function makeCalls(folder: string, days = 30): Promise<Made> {
  const [logs, plain] = [join(folder, 'logs'), join(folder, 'plain')];
  const lines = createWriteStream(plain);
  let records = 0;
  for (const file of simulate({
    seed: 1,
    days,
    until: new Date('2026-11-01'),
    stories: [],
    size: { factor: 14 },
  })) {
    if (!file.path.includes('/CloudTrail/')) continue;
    const path = join(logs, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, gzipSync(file.content));
    const { Records } = z.object({ Records: z.array(z.unknown()) }).parse(JSON.parse(file.content));
    records += Records.length;
    if (!lines.write(Records.map((record) => `${JSON.stringify(record)}\n`).join(''))) await once(lines, 'drain');
  }
  await new Promise<void>((resolve) => lines.end(() => resolve()));
  return { logs, plain, records };
}

/** Flow records as the default format has them. */
export async function makeFlows(folder: string, shape: { files: number; records: number }): Promise<Made> {
  const [logs, plain] = [join(folder, 'logs'), join(folder, 'plain')];
  const lines = createWriteStream(plain);
  await mkdir(logs, { recursive: true });
  const header =
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n';
  for (let file = 0; file < shape.files; file += 1) {
    const text = Array.from({ length: shape.records }, (_, at) => flowLine(file * shape.records + at)).join('');
    await writeFile(join(logs, `flow-${String(file).padStart(4, '0')}.log.gz`), gzipSync(header + text, { level: 1 }));
    if (!lines.write(text)) await once(lines, 'drain');
  }
  await new Promise<void>((resolve) => lines.end(() => resolve()));
  return { logs, plain, records: shape.files * shape.records };
}

function flowLine(at: number): string {
  const mixed = Math.imul(at + 1, 0x9e3779b1) >>> 0;
  const [a, b, c, d] = [mixed & 255, (mixed >>> 8) & 255, (mixed >>> 16) & 255, mixed >>> 24];
  const start = 1_790_000_000 + Math.floor(at / 500);
  const action = mixed % 20 === 0 ? 'REJECT' : 'ACCEPT';
  return `2 111122223333 eni-0a1b2c3d4e5f6${String(a % 40).padStart(4, '0')} 10.${b % 4}.${c}.${d} 10.${a % 4}.${d}.${b} ${1024 + (mixed % 60_000)} ${[443, 80, 53, 22, 5432, 3306][mixed % 6] ?? 443} 6 ${1 + (mixed % 90)} ${40 + (mixed % 90_000)} ${start} ${start + 60} ${action} OK\n`;
}
