import { sentenceOf, type Log } from '#kernel';
import type { AuditFiles } from './audit-files.ts';

/** Milliseconds after which a call is in the lake at the latest, when the lake answers. */
const pause = 30_000;

/** What became of files: how many of them were taken, known already, or refused. */
interface Taken {
  readonly filesRead: number;
  readonly filesSkipped: number;
  readonly filesRefused: number;
}

/** How audit files get into the lake. `take` settles when what it read is acknowledged. */
export interface Intake {
  readonly files: AuditFiles;
  readonly take: (paths: readonly string[]) => Promise<Taken>;
  readonly log: Log;
}

/**
 * Takes audit events to the lake, now and then until disposed of. A file is forgotten when the lake has acknowledged
 * its events; whatever comes between, it is taken again, and twice changes nothing.
 */
export function takeAudit(intake: Intake): AsyncDisposable {
  let running = Promise.resolve();
  const timer = setInterval(() => void (running = running.then(() => once(intake))), pause);
  timer.unref();
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      await running;
      await once(intake);
    },
  };
}

async function once({ files, take, log }: Intake): Promise<void> {
  try {
    const paths = await files.ended();
    if (paths.length === 0) return;
    const { filesRead, filesSkipped, filesRefused } = await take(paths);
    if (filesRead + filesSkipped + filesRefused < paths.length) return; // one could not be read; it is asked for again
    for (const path of paths) await files.forget(path);
  } catch (error) {
    log.error({ reason: sentenceOf(error) }, 'Calls to Yagura wait to be read into the lake; it is tried again.');
  }
}
