import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** Names of fields whose values never reach a log line. */
const hidden = ['secret', 'password', 'token', 'cookie', 'authorization', 'secretAccessKey', 'sessionToken', 'link'];

/** A log that writes JSON lines to `to` (standard error unless given) and blanks every secret it is handed by name. */
export function createLog(level: string, to: DestinationStream = pino.destination(2)): Log {
  const paths = hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `headers["${name}"]`]);
  return pino({ level, base: null, redact: { paths, censor: '[hidden]' } }, to);
}
