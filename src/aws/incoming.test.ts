import { once } from 'node:events';
import { createServer, IncomingMessage, request, type ClientRequest, type RequestOptions } from 'node:http';
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bodyOf, headOf, isForFront, mostBytes, mostSeconds } from './incoming.ts';

/** A request as a server meets it, while `send` may still be sending its body. */
async function met(options: RequestOptions, send: (sending: ClientRequest) => void): Promise<IncomingMessage> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const arrival = once(server, 'request');
  const sending = request({ host: '127.0.0.1', port, method: 'POST', ...options });
  sending.on('error', () => undefined); // it is cut off where a test says so
  onTestFinished(() => {
    sending.destroy();
    server.closeAllConnections();
    server.close();
  });
  send(sending);
  const [incoming]: unknown[] = await arrival;
  if (!(incoming instanceof IncomingMessage)) throw new TypeError('No request came.');
  return incoming;
}

const made = (parts: Partial<Pick<IncomingMessage, 'method' | 'url' | 'headers'>>): IncomingMessage =>
  Object.assign(new IncomingMessage(new Socket()), { method: 'GET', url: '/', headers: {} }, parts);

test('requests of the clients of AWS are for the front', () => {
  for (const headers of [
    { authorization: 'AWS4-HMAC-SHA256 Credential=...' },
    { 'x-amz-target': 'CloudTrail_20131101.LookupEvents' },
    { 'x-amz-date': '20260310T120000Z' },
    { 'amz-sdk-invocation-id': '1' },
  ])
    expect(isForFront(made({ url: '/findings', headers }))).toBe(true);
  expect(isForFront(made({ url: '/detector?X-Amz-Signature=00' }))).toBe(true);
  expect(isForFront(made({ url: '/?a=1&X-Amz-Credential=AKIA' }))).toBe(true);
  expect(isForFront(made({ method: 'POST', url: '/' }))).toBe(true);
  expect(isForFront(made({ method: 'POST', url: '/?Action=GetCallerIdentity' }))).toBe(true);
});

test('requests of the page are not', () => {
  expect(isForFront(made({ url: '/' }))).toBe(false);
  expect(isForFront(made({ url: '/?Action=GetCallerIdentity' }))).toBe(false);
  expect(isForFront(made({ method: 'POST', url: '/call/yagura/GetFinding' }))).toBe(false);
  expect(isForFront(made({ url: '/findings?sql=X-Amz-Date' }))).toBe(false);
  expect(isForFront(made({ url: '/findings', headers: { authorization: 'Bearer AWS' } }))).toBe(false);
});

test('the path ends at the first question mark, and the query is all that follows', () => {
  const path = fc.stringMatching(/^\/[^?]{0,9}$/);
  fc.assert(
    fc.property(path, fc.string({ maxLength: 9 }), (path, query) => {
      expect(headOf(made({ url: `${path}?${query}` }))).toMatchObject({ path, query });
      expect(headOf(made({ url: path }))).toMatchObject({ path, query: '' });
    }),
  );
});

test('a body in many pieces comes whole, and one that is there needs no waiting', async () => {
  const slow = await met({}, (sending) => {
    sending.write('one ');
    void pause(20).then(() => sending.end('two'));
  });
  expect(Buffer.from(await bodyOf(slow, 'guardduty')).toString()).toBe('one two');
  const quick = await met({}, (sending) => void sending.end('all'));
  while (!quick.complete) await pause(1);
  const body = bodyOf(quick, 'guardduty');
  expect(body).toBeInstanceOf(Uint8Array);
  expect(Buffer.from(await body).toString()).toBe('all');
});

test('a request without a body has an empty one at once', async () => {
  const incoming = await met({ method: 'GET' }, (sending) => void sending.end());
  expect(bodyOf(incoming, 'guardduty')).toEqual(new Uint8Array());
});

test('a body of the largest size is taken, and one byte more is refused: before it comes, where its size is told', async () => {
  const whole = await met({}, (sending) => void sending.end(Buffer.alloc(mostBytes)));
  expect((await bodyOf(whole, 'guardduty')).length).toBe(mostBytes);
  const told = await met({ headers: { 'content-length': mostBytes + 1 } }, (sending) => sending.flushHeaders());
  expect(() => bodyOf(told, 'guardduty')).toThrow('The body is larger than 10 MB');
  const untold = await met({ headers: { 'transfer-encoding': 'chunked' } }, (sending) => {
    sending.write(Buffer.alloc(mostBytes));
    sending.write('!');
  });
  await expect(bodyOf(untold, 'guardduty')).rejects.toThrow('The body is larger than 10 MB');
});

test('a body that breaks off is refused', async () => {
  let breakOff = (): void => undefined;
  const incoming = await met({}, (sending) => {
    sending.write('half');
    breakOff = () => void sending.destroy();
  });
  const body = bodyOf(incoming, 'guardduty');
  breakOff();
  await expect(body).rejects.toThrow();
});

test('a body that is not there in time is refused', async () => {
  const incoming = await met({}, (sending) => void sending.write('half'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const refused = vi.fn();
  const body = Promise.resolve(bodyOf(incoming, 'guardduty')).catch(refused);
  await vi.advanceTimersByTimeAsync(mostSeconds * 1000 - 1);
  expect(refused).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await body;
  expect(refused.mock.calls).toMatchObject([[{ code: 'TooSlow' }]]);
});
