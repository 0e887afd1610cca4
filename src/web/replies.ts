import type { Context } from 'hono';
import { Fault, randomId, type Log } from '#kernel';

/** Answers whatever was thrown as `{ code, message }`, with the message in Japanese as `ja` where there is one. What is no Fault goes to the log alone; the reader gets its reference. */
export function faultReply(thrown: unknown, context: Context, log: Log): Response {
  const fault = faultOf(thrown, log);
  // What is left of a refused body will not be read, so the connection cannot be used again.
  const headers = fault.code === 'TooLarge' || fault.code === 'TooSlow' ? { Connection: 'close' } : undefined;
  return reply(fault, context, headers);
}

const faultOf = (thrown: unknown, log: Log): Fault => (thrown instanceof Fault ? thrown : internal(thrown, log));

/** What the reader is told of whatever was thrown. */
export const saidOf = (thrown: unknown, log: Log): object => bodyOf(faultOf(thrown, log));

const bodyOf = ({ code, message, text: { en, ja } }: Fault): object => ({
  code,
  message,
  ...(ja === en ? {} : { ja }),
});

function internal(thrown: unknown, log: Log): Fault {
  const reference = randomId();
  log.error({ err: thrown, reference }, 'A request failed inside Yagura.');
  return new Fault('Internal', {
    en: `Something failed inside Yagura. Its log tells more under the reference ${reference}.`,
    ja: `Yagura の内部で処理に失敗しました。詳細はサーバーのログに、参照番号 ${reference} で記録されています。`,
  });
}

function reply(fault: Fault, context: Context, headers: Record<string, string> | undefined): Response {
  const body = JSON.stringify(bodyOf(fault));
  return context.body(body, { status: statusOf(fault), headers: { 'Content-Type': 'application/json', ...headers } });
}

const statuses = [400, 401, 403, 404, 408, 409, 413, 429, 500, 501, 503] as const;

const statusOf = (fault: Fault) => statuses.find((status) => status === fault.status) ?? 500;
