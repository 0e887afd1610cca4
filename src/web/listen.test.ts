import { fileURLToPath } from 'node:url';
import { once } from 'node:events';
import { request as requestTls } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { replyTo, settings, Site, tokenOf } from './site.contract.ts';

const site = new Site();
const { open, post } = site;

describe('Listening', () => {
  it('on a network without TLS is refused with the three ways out', async () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.7', 'yagura.internal']) {
      await expect(open({ config: settings({ host }) })).rejects.toThrow(
        /without TLS.*web\.tlsKey.*web\.behindProxy.*127\.0\.0\.1/s,
      );
    }
  });

  it('on a network behind a proxy that ends TLS is allowed, with cookies for TLS only', async () => {
    await using proxied = await open({ config: settings({ host: '0.0.0.0', behindProxy: true }) });
    const { port } = new URL(proxied.url);
    const url = `http://127.0.0.1:${port}`;
    const reply = await post('/sign-in', { token: tokenOf(await proxied.signInLink()) }, {}, url);
    expect(reply.headers['set-cookie']?.[0]).toMatch(/^__Host-yagura-\d+=.*Secure/);
    expect(reply.headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('with TLS answers over TLS, and lets nobody come without it again', async (test) => {
    const [key, cert] = [join(site.folder, 'key.pem'), join(site.folder, 'cert.pem')];
    const made = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=localhost',
    ];
    const openssl = promisify(execFile)('openssl', [...made, '-keyout', key, '-out', cert]);
    await openssl.catch(() => test.skip('openssl is not installed.'));
    await using secure = await open({ config: settings({ tlsKey: key, tlsCertificate: cert }) });
    expect(secure.url).toMatch(/^https:/);
    const sent = requestTls(`${secure.url}/`, { rejectUnauthorized: false });
    sent.end();
    const reply = await replyTo(sent);
    expect(reply.headers['strict-transport-security']).toBe('max-age=31536000');
    reply.resume();
  });

  it('says which TLS file cannot be read, and that one alone is not enough', async () => {
    await expect(
      open({ config: settings({ tlsKey: '/none/key.pem', tlsCertificate: '/none/cert.pem' }) }),
    ).rejects.toThrow('/none/key.pem');
    await expect(open({ config: settings({ tlsKey: '/none/key.pem' }) })).rejects.toThrow(
      'both web.tlsKey and web.tlsCertificate',
    );
  });

  it('says that files are no key and certificate, and what is needed', async () => {
    const tlsKey = fileURLToPath(import.meta.url);
    await expect(open({ config: settings({ tlsKey, tlsCertificate: tlsKey }) })).rejects.toMatchObject({
      code: 'BadConfig',
      message: expect.stringMatching(/listen\.test\.ts cannot be used for TLS: .+ both in PEM/),
    });
  });

  it('on a port that is taken says so, and what to do', async () => {
    const port = Number(new URL(site.web.url).port);
    await expect(open({ config: settings({ port }) })).rejects.toThrow(/port \d+.*EADDRINUSE.*web\.port/s);
  });

  it('ends without waiting for connections that are idle', async () => {
    const other = await open();
    const socket = connect(Number(new URL(other.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    await other[Symbol.asyncDispose]();
    await closed;
  });
});
