/**
 * A test server: the engine in process (chdb), in a process of its own, behind ClickHouse's HTTP interface.
 * It is NOT ClickHouse's own server. It proves the path through the official client (addresses, parameters,
 * settings, bodies, gzip, errors, retries) with the engine's real SQL; users, grants and clusters it does not have.
 *
 *     await using server = await startClickHouse(folder);   // server.url
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync, rmSync, mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';

const here = fileURLToPath(import.meta.url);

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  /** Ends it at once, as a machine that loses its power. */
  kill(): Promise<void>;
}

/** Starts the server in a child process on `folder`; `port` 0 takes a free one, `password` is that of the user `default`. */
export async function startClickHouse(folder: string, port = 0, password = ''): Promise<TestServer> {
  const child = fork(here, [folder, String(port), password], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const [bound] = await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error('The test server ended before it listened.'))),
  ]);
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return {
    url: `http://127.0.0.1:${Number(bound)}`,
    kill: () => stop('SIGKILL'),
    [Symbol.asyncDispose]: () => stop('SIGTERM'),
  };
}

const notSettings = new Set([
  'query',
  'database',
  'query_id',
  'session_id',
  'default_format',
  'wait_end_of_query',
  'enable_http_compression',
  'send_progress_in_http_headers',
]);

async function serve(folder: string, port: number, password: string): Promise<void> {
  const { Session } = await import('chdb');
  const data = join(folder, 'engine');
  mkdirSync(data, { recursive: true });
  const base = new Session(data);
  let spools = 0;

  const run = async (url: URL, sent: Buffer): Promise<Uint8Array> => {
    const session = new Session(data);
    const inUrl = url.searchParams.get('query');
    const spool = join(folder, `body-${(spools += 1)}`);
    try {
      session.query(`USE \`${url.searchParams.get('database') ?? 'default'}\``);
      const format = url.searchParams.get('default_format') ?? 'TabSeparated';
      for (const [name, value] of url.searchParams)
        if (name !== 'readonly' && !notSettings.has(name))
          session.query(
            `SET ${name} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`,
          );
      if (url.searchParams.get('readonly') === '1') session.query('SET readonly = 1');
      if (inUrl === null) return (await session.queryAsync(sent.toString(), { format })).bytes();
      writeFileSync(spool, sent);
      return (await session.queryAsync(withBody(inUrl, spool), { format })).bytes();
    } finally {
      session.close();
      rmSync(spool, { force: true });
    }
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/ping') {
      response.end('Ok.\n');
      return;
    }
    if (passwordOf(request) !== password) {
      fail(
        response,
        401,
        'Code: 516. DB::Exception: default: Authentication failed: password is incorrect. (AUTHENTICATION_FAILED)',
      );
      return;
    }
    try {
      const result = await run(url, await bodyOf(request));
      const zip =
        /gzip/.test(String(request.headers['accept-encoding'])) &&
        url.searchParams.get('enable_http_compression') === '1';
      response.setHeader('X-ClickHouse-Summary', '{}');
      if (zip) response.setHeader('Content-Encoding', 'gzip');
      response.end(zip ? gzipSync(result) : result);
    } catch (error) {
      fail(response, 500, error instanceof Error ? error.message.replace('Query failed: ', '') : String(error));
    }
  };

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
  });
  process.on('SIGTERM', () => {
    server.closeAllConnections();
    server.close();
    base.close();
    if (process.connected) process.disconnect();
  });
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM')); // the test that started it is gone
}

/** Bytes that follow an INSERT stand in a file for this engine. */
function withBody(query: string, spool: string): string {
  const format = /FORMAT (\w+)\s*$/.exec(query)?.[1] ?? '';
  const bare = query.replace(/FORMAT \w+\s*$/, '');
  if (/ input\(/.test(bare)) return bare.replace(' input(', ` file('${spool}', '${format}', `);
  return bare.replace(/ SETTINGS /, ` FROM INFILE '${spool}' SETTINGS `) + ` FORMAT ${format}`;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  const body = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
}

function passwordOf(request: IncomingMessage): string {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (basic !== undefined) return Buffer.from(basic, 'base64').toString().split(':').slice(1).join(':');
  return String(request.headers['x-clickhouse-key'] ?? '');
}

function fail(response: ServerResponse, status: number, message: string): void {
  response.statusCode = status;
  response.setHeader('X-ClickHouse-Exception-Code', /Code: (\d+)/.exec(message)?.[1] ?? '0');
  response.end(message);
}

if (process.argv[1] === here) {
  const [folder = '', port = '0', password = ''] = process.argv.slice(2);
  await serve(folder, Number(port), password);
}
