import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { request, type ClientRequest } from 'node:http';
import { request as requestTls } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { exactJsonText, Fault, isFaultCode, parsedJson, parseExactJson, randomId, textOf } from '#kernel';

/** How the command line of this machine reaches the server that has the data folder open. */
const Running = z.object({
  pid: z.number().int(),
  url: z.url(),
  token: z.string(),
  certificate: z.string().optional(),
  /** It shows the made-up company, beside the data folder's own logs, of which there were none. */
  simulated: z.boolean().default(false),
});
export type Running = z.infer<typeof Running>;

const name = 'server.json';
const patience = 130_000;

/** Tells the command line of this machine where the server is, until disposed of. Only the owner of the data may read it. */
export async function announce(folder: string, running: Omit<Running, 'pid'>): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const draft = `${path}.${randomId()}`;
  const handle = await open(draft, 'wx', 0o600);
  await handle.writeFile(JSON.stringify({ pid: process.pid, ...running }));
  await handle.close();
  await rename(draft, path);
  return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
}

/** The server that has this data folder open; nothing when none does. */
export async function runningServer(folder: string): Promise<Running | undefined> {
  const written = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  if (written === undefined) return undefined;
  // It is no JSON where a power cut has emptied the file.
  const running = Running.safeParse(parsedJson(written));
  return running.success && isAlive(running.data.pid) ? running.data : undefined;
}

/** Calls an operation of a running server as this machine. Throws the fault that it answers, or `Unavailable`. */
export async function callRunning(running: Running, path: string, input: unknown): Promise<unknown> {
  const { status, body } = await post(running, `/call/${path}`, exactJsonText(input ?? {})).catch((error: unknown) => {
    throw silence(running, error);
  });
  const answer = parseExactJson(body);
  if (status === 200) return answer;
  throw refusalIn(answer);
}

/** True when the server is the one that wrote where it is: it knows its own token. */
export const answers = (running: Running): Promise<boolean> =>
  callRunning(running, 'yagura/GetCaller', {}).then(
    () => true,
    () => false,
  );

/** The fault of a server that does not answer at all. */
export const silence = ({ url }: Running, cause: unknown): Fault =>
  new Fault(
    'Unavailable',
    {
      en: `The server at ${url} does not answer: ${textOf(cause).en}. Start it again.`,
      ja: `${url} のサーバーが応答しません（${textOf(cause).ja}）。起動し直してください。`,
    },
    { cause },
  );

/** The fault that a server answered. */
export function refusalIn(answer: unknown): Fault {
  const { code, message: en, ja = en } = Refusal.parse(answer);
  return new Fault(isFaultCode(code) ? code : 'Internal', { en, ja });
}

const Refusal = z.object({
  code: z.string().default(''),
  message: z.string().default('The server refused, and did not say why.'),
  ja: z.string().optional(),
});

async function post(running: Running, path: string, body: string): Promise<{ status: number; body: string }> {
  const sent = requestTo(running, path, 'application/json');
  return new Promise((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (reply) => {
      text(reply).then((body) => resolve({ status: reply.statusCode ?? 0, body }), reject);
    });
    sent.end(body);
  });
}

/** A request as this machine, whose body is still to be written; it fails when the server is silent for minutes. */
export function requestTo(running: Running, path: string, contentType: string): ClientRequest {
  const url = new URL(path, running.url);
  const headers = {
    Authorization: `Bearer ${running.token}`,
    'Content-Type': contentType,
    'User-Agent': 'yagura-command-line',
  };
  const options = { method: 'POST', headers, timeout: patience };
  // The server's own certificate is what is trusted, whatever name it bears: this machine reaches it by another.
  const trust = { ca: running.certificate, checkServerIdentity: () => undefined };
  const sent = url.protocol === 'https:' ? requestTls(url, { ...options, ...trust }) : request(url, options);
  sent.on('timeout', () => sent.destroy(new Error('it took too long')));
  return sent;
}

/** True while a process has this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // sends nothing, and fails when nobody is there
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
