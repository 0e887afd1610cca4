import { describe, expect, it } from 'vitest';
import { codeOf, json, Site } from './site.contract.ts';

const site = new Site();
const { ask, open, post, signedIn } = site;

describe('A call', () => {
  it('answers JSON with JSON, which nobody keeps', async () => {
    const reply = await post('/call/yagura/Echo', { a: [1, 'ü'] }, await signedIn());
    expect(JSON.parse(reply.text)).toEqual({ a: [1, 'ü'] });
    expect(reply.headers['cache-control']).toBe('no-store');
    const exact = '{"n":9007199254740993,"most":-9223372036854775808}';
    const headers = { ...json, ...(await signedIn()) };
    expect((await ask('/call/yagura/Echo', { method: 'POST', headers, body: exact })).text).toBe(exact);
  });

  it('is refused without a session, and with one that was made up', async () => {
    expect(codeOf(await post('/call/yagura/Echo', {}))).toBe('NotSignedIn');
    const { Cookie } = await signedIn();
    expect((await post('/call/yagura/Echo', {}, { Cookie: `${Cookie.split('=')[0]}=${'A'.repeat(43)}` })).status).toBe(
      401,
    );
  });

  it('tells a fault by its code, its sentence and its status', async () => {
    const reply = await post('/call/yagura/Refuse', {}, await signedIn());
    expect(reply.status).toBe(409);
    expect(JSON.parse(reply.text)).toEqual({ code: 'Conflict', message: 'It is taken already. Choose another.' });
  });

  it('tells nothing of what broke inside but a reference, under which the log tells all', async () => {
    const reply = await post('/call/yagura/Break', {}, await signedIn());
    expect(reply.status).toBe(500);
    expect(reply.text).not.toMatch(/hunter2|TypeError|\.ts/);
    const reference = /reference ([0-9a-f-]{36})/.exec(reply.text)?.[1] ?? 'none';
    expect(site.logged.join('')).toContain(reference);
  });

  it('of an operation that does not exist is not found', async () => {
    const cookie = await signedIn();
    for (const path of [
      '/call/yagura/Nothing',
      '/call/other/Echo',
      '/call/yagura/__proto__',
      '/call/yagura/constructor',
    ]) {
      expect(codeOf(await post(path, {}, cookie)), path).toBe('NotFound');
    }
  });

  it('that brings all policies of a store may have ten megabytes', async () => {
    const headers = { ...json, ...(await signedIn()) };
    const send = (length: number) =>
      ask('/call/yagura/ChangePolicyStore', { method: 'POST', headers, body: JSON.stringify('a'.repeat(length)) });
    expect(codeOf(await send(1_500_000))).toBe('NotFound'); // none is served here
    expect(codeOf(await send(10_000_000))).toBe('TooLarge');
  });

  it('refuses broken JSON, other kinds of body, and more than a megabyte', async () => {
    const cookie = await signedIn();
    const send = (headers: Record<string, string>, body: string | Buffer) =>
      ask('/call/yagura/Echo', { method: 'POST', headers: { ...cookie, ...headers }, body });
    expect(codeOf(await send(json, '{"a":'))).toBe('BadInput');
    expect(codeOf(await send({ 'Content-Type': 'text/plain' }, '{}'))).toBe('BadInput');
    expect(codeOf(await send(json, Buffer.alloc(1_500_000, 32)))).toBe('TooLarge');
    expect(codeOf(await send({ ...json, 'Transfer-Encoding': 'chunked' }, Buffer.alloc(1_500_000, 32)))).toBe(
      'TooLarge',
    );
  });

  it('goes on answering others after a body that was too large', async () => {
    const cookie = await signedIn();
    await ask('/call/yagura/Echo', { method: 'POST', headers: { ...json, ...cookie }, body: Buffer.alloc(30_000_000) });
    expect((await post('/call/yagura/Echo', {}, cookie)).status).toBe(200);
  });

  it('ends when it takes longer than it may', async () => {
    await using slow = await open({ callSeconds: 0.05 });
    const reply = await post('/call/yagura/Hang', {}, await signedIn(slow), slow.url);
    expect(codeOf(reply)).toBe('TooSlow');
    expect(reply.text).toContain('Ask for less');
  });
});
