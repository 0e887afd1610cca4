import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { codeOf, settings, Site } from './site.contract.ts';

const site = new Site();
const { ask, open, post, signedIn } = site;

describe('Strangers', () => {
  it('under a foreign name (DNS rebinding) are refused everything but the health of the server', async () => {
    for (const host of [
      'evil.example',
      'evil.example:80',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '@',
      'a b',
      '192.0.2.1',
    ]) {
      expect((await ask('/', { headers: { Host: host } })).status, host).toBeGreaterThanOrEqual(400);
    }
    expect((await ask('/health', { headers: { Host: 'evil.example' } })).text).toBe('ok');
  });

  it('do not include those who use the address listened on, or localhost', async () => {
    const { port } = new URL(site.web.url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'localhost:1234', `LOCALHOST:${port}`]) {
      expect((await ask('/', { headers: { Host: host } })).status, host).toBe(200);
    }
  });

  it('do not include those who use the public address', async () => {
    await using proxied = await open({ config: settings({ publicUrl: 'https://yagura.example/', behindProxy: true }) });
    const { port } = new URL(site.web.url);
    expect(proxied.url).toBe('https://yagura.example');
    expect(await proxied.signInLink()).toMatch(/^https:\/\/yagura\.example\/sign-in#/);
    expect((await ask('/', { headers: { Host: 'yagura.example' } })).status, port).toBe(403); // the other server
  });

  it.runIf(process.platform === 'linux')('do not include those who use the address that they reached', async () => {
    await using wide = await open({ config: settings({ host: '0.0.0.0', behindProxy: true }) });
    const { port } = new URL(wide.localUrl);
    const status = async (host: string) =>
      (await ask('/', { headers: { Host: host } }, `http://127.0.0.2:${port}`)).status;
    expect(await status(`127.0.0.2:${port}`)).toBe(200);
    expect(await status(`127.0.0.3:${port}`)).toBe(403);
  });

  it('cannot make a browser call from a page of another origin (CSRF)', async () => {
    const cookie = await signedIn();
    const { port } = new URL(site.web.url);
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: `http://127.0.0.1:${Number(port) + 1}` },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      for (const path of ['/call/yagura/Echo', '/sign-in', '/sign-out', '/push']) {
        expect(codeOf(await post(path, {}, { ...cookie, ...headers })), `${path} ${JSON.stringify(headers)}`).toBe(
          'Denied',
        );
      }
    }
    const own = { Origin: site.web.url, 'Sec-Fetch-Site': 'same-origin' };
    expect((await post('/call/yagura/Echo', {}, { ...cookie, ...own })).status).toBe(200);
  });

  it('who send half a request are cut off', async () => {
    await using impatient = await open({ patience: { headers: 0.2, request: 0.2, silence: 5 } });
    const { port } = new URL(impatient.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume(); // the end is seen only by who reads
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
    await once(socket, 'close');
  });

  it('who send endless headers are refused', async () => {
    expect((await ask('/', { headers: { 'X-Long': 'x'.repeat(20_000) } })).status).toBe(431);
  });
});
