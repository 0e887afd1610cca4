// How long `yagura detect` takes on one small file, as a whole process, beside a Node that does nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'yagura-bench-'));
const file = join(folder, 'events.json');
const event = {
  eventVersion: '1.09',
  eventTime: '2026-03-10T12:00:00Z',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  eventID: '00000000-0000-4000-8000-000000000001',
  awsRegion: 'ap-northeast-1',
  sourceIPAddress: '203.0.113.9',
  userAgent: 'aws-cli/2.15.0',
  userIdentity: {
    type: 'IAMUser',
    arn: 'arn:aws:iam::111122223333:user/rin',
    userName: 'rin',
    accountId: '111122223333',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  },
  requestParameters: { name: 'main' },
  recipientAccountId: '111122223333',
};
writeFileSync(
  file,
  JSON.stringify({ Records: Array.from({ length: 100 }, (_, index) => ({ ...event, eventID: `e${index}` })) }),
);

const detect = median(() => run(join(root, 'bin/yagura'), 'detect', file));
const bare = median(() => run('-e', '0'));
console.log(`${cpus().length} shared, noisy cores; Node ${process.version}; median of 7 whole processes`);
console.table([
  {
    'detect, ms': detect.toFixed(0),
    'node that does nothing, ms': bare.toFixed(0),
    ratio: (detect / bare).toFixed(1),
    'target, ms': '1500',
  },
]);
rmSync(folder, { recursive: true });

function run(...words: string[]): void {
  const done = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}

function median(work: () => void): number {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[3] ?? 0;
}
