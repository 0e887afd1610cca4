import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString();
      done();
    },
  });
  write(createLog('info', stream));
  return text;
}

test('a log line tells what happened', () => {
  expect(written((log) => log.info({ port: 7979 }, 'open'))).toContain('"port":7979');
});

test('secrets handed to the log by name never reach a line, also one or two levels down', () => {
  const text = written((log) =>
    log.info(
      { token: 's1', request: { cookie: 's2', headers: { authorization: 's3' } }, key: { secretAccessKey: 's4' } },
      'x',
    ),
  );
  for (const secret of ['s1', 's2', 's3', 's4']) expect(text).not.toContain(secret);
});
