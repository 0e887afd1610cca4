import { setTimeout as pause } from 'node:timers/promises';
import { Fault, textOf, type Text } from '#kernel';
import { isAlive, type Running } from './running-server.ts';

/** Milliseconds for which a server may take to end in order, and from one look to the next. */
const patience = 60_000;
const look = 50;

/**
 * Ends the server that shows the made-up company, in order, so that another shows people their own logs in its place.
 * `running` must have answered: another process may have the number of one that was killed. Throws `Conflict` when it stays.
 */
export async function takePlaceOf(running: Running): Promise<void> {
  try {
    process.kill(running.pid, 'SIGTERM');
  } catch (error) {
    throw staying(running, textOf(error));
  }
  for (let waited = 0; isAlive(running.pid); waited += look) {
    if (waited >= patience) throw staying(running, late);
    await pause(look);
  }
}

const late: Text = {
  en: `it had not ended after ${patience / 1000} seconds`,
  ja: `${patience / 1000} 秒待っても終了しませんでした`,
};

const staying = ({ url, pid }: Running, why: Text): Fault =>
  new Fault('Conflict', {
    en: `The server at ${url} shows the made-up company and could not be ended: ${why.en}. End it (process ${pid}), then start again.`,
    ja: `${url} のサーバーは架空の会社を表示していますが、終了できません（${why.ja}）。そのサーバー（プロセス ${pid}）を終了してから、もう一度起動してください。`,
  });
