import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Front } from '#aws';
import { Fault, textOf, type Config } from '#kernel';
import { isHealthCheck } from './health.ts';

/** How patient the server is, in seconds. */
export interface Patience {
  /** Until the headers of a request must be there. */
  readonly headers: number;
  /** Until a whole request must be there. */
  readonly request: number;
  /** How long a connection may be silent. */
  readonly silence: number;
}

export const usualPatience: Patience = { headers: 10, request: 900, silence: 120 };

/**
 * Opens the port: signed requests go to the front, all others to the page. Throws `BadConfig` when that would be open to a network in clear,
 * when a TLS file cannot be read, or when the port is taken.
 */
export async function listen(answering: Answering, web: Config['web'], patience: Patience): Promise<Server> {
  refuseBareNetwork(web);
  const tls = await tlsFiles(web);
  const limits = {
    maxHeaderSize: 16_384,
    headersTimeout: patience.headers * 1000,
    requestTimeout: patience.request * 1000,
    connectionsCheckingInterval: Math.min(5, patience.headers / 2) * 1000,
  };
  const listener = listenerOf(answering);
  const server = tls === undefined ? createServer(limits, listener) : tlsServer({ ...limits, ...tls }, listener, web);
  // Whoever says that nothing more will come still waits for the reply, which Node would otherwise cut off.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.setTimeout(patience.silence * 1000);
  server.maxConnections = 2000;
  return opened(server, web);
}

/** Who answers requests. */
export interface Answering {
  readonly app: Hono<{ Bindings: HttpBindings }>;
  readonly front: Front;
  readonly health: RequestListener;
}

/** Signed requests do not pass through hono, which costs as much as verifying them. */
function listenerOf({ app, front, health }: Answering): RequestListener {
  const page = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return (incoming, outgoing) => {
    if (front.takes(incoming)) front.answer(incoming, outgoing);
    else if (isHealthCheck(incoming)) health(incoming, outgoing);
    else void page(incoming, outgoing);
  };
}

async function opened(server: Server, { host, port }: Config['web']): Promise<Server> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return server;
  } catch (error) {
    const said = {
      en: `Yagura cannot listen on ${host}, port ${port}: ${textOf(error).en}. Choose another with the setting web.port, or end the program that uses it.`,
      ja: `${host} のポート ${port} で待ち受けられません（${textOf(error).ja}）。設定 web.port（serve では --port）で別のポートを指定するか、使用中のプログラムを終了してください。`,
    };
    throw new Fault('BadConfig', said, { cause: error });
  }
}

/** Closes the port, lets running requests end for at most a second, then cuts them off. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), 1000);
  await closed;
  clearTimeout(cut);
}

/** Refuses to be open to a network without TLS: session cookies and logs would cross it in clear. */
function refuseBareNetwork({ host, behindProxy, tlsKey, tlsCertificate }: Config['web']): void {
  if ((tlsKey === undefined) !== (tlsCertificate === undefined)) {
    throw new Fault('BadConfig', {
      en: 'TLS needs two files. Set both web.tlsKey and web.tlsCertificate, or neither.',
      ja: 'TLS には 2 つのファイルが必要です。web.tlsKey と web.tlsCertificate を両方指定するか、両方外してください。',
    });
  }
  if (tlsKey !== undefined || behindProxy || isLoopback(host)) return;
  throw new Fault('BadConfig', {
    en: `Yagura will not listen on ${host} without TLS, for everybody on that network could read along. Set web.tlsKey and web.tlsCertificate, or say web.behindProxy when a proxy that ends TLS stands before it, or listen on 127.0.0.1.`,
    ja: `TLS なしで ${host} では待ち受けません。同じネットワークの誰もが通信を読めるためです。web.tlsKey と web.tlsCertificate を指定するか、TLS を終端するプロキシの後ろなら web.behindProxy を true にするか、127.0.0.1 で待ち受けてください。`,
  });
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** The files for TLS, read; nothing when the page is plain. Throws `BadConfig` with the file. */
async function tlsFiles({ tlsKey, tlsCertificate }: Config['web']) {
  if (tlsKey === undefined || tlsCertificate === undefined) return undefined;
  // One after the other: when both cannot be read, the message is the same every time.
  const key = await readTls(tlsKey);
  const cert = await readTls(tlsCertificate);
  return { key, cert, minVersion: 'TLSv1.2' as const };
}

/** Throws `BadConfig` for files that are no key and certificate, or do not belong together. */
function tlsServer(
  options: ServerOptions,
  listener: RequestListener,
  { tlsKey, tlsCertificate }: Config['web'],
): Server {
  try {
    return createTlsServer(options, listener);
  } catch (error) {
    const why = textOf(error);
    const said = {
      en: `${tlsKey} and ${tlsCertificate} cannot be used for TLS: ${why.en}. Give web.tlsKey a private key without a passphrase and web.tlsCertificate its certificate, both in PEM ("-----BEGIN ...").`,
      ja: `${tlsKey} と ${tlsCertificate} は TLS に使えません（${why.ja}）。web.tlsKey にはパスフレーズなしの秘密鍵、web.tlsCertificate にはその証明書を、どちらも PEM 形式（「-----BEGIN」で始まるもの）で指定してください。`,
    };
    throw new Fault('BadConfig', said, { cause: error });
  }
}

async function readTls(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw new Fault(
      'BadConfig',
      {
        en: `The TLS file ${file} cannot be read: ${textOf(error).en}.`,
        ja: `TLS のファイル ${file} を読めません（${textOf(error).ja}）。`,
      },
      { cause: error },
    );
  });
}
