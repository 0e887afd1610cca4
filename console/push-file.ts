import { CallError, faultIn } from './call.ts';
import { statesWords } from './i18n/states.ts';
import type { PushReport } from './operations.ts';

/** How far a file has come: sent to the server, then read there. Bytes. */
export interface FileProgress {
  readonly phase: 'sending' | 'reading';
  readonly done: number;
  readonly total: number;
}

/**
 * Sends one log file of the reader and tells how far it is; answers what became of it. `fetch` tells nothing of what it
 * has sent, so this is the older way. Throws `CallError` with a sentence for the reader.
 */
export function pushFile(file: File, tell: (progress: FileProgress) => void): Promise<PushReport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/push?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/x-ndjson');
    request.upload.addEventListener('progress', ({ loaded }) =>
      tell({ phase: 'sending', done: loaded, total: file.size }),
    );
    request.addEventListener('progress', () => {
      const done = linesOf(request.responseText).findLast((line) => typeof line['done'] === 'number')?.['done'];
      if (typeof done === 'number') tell({ phase: 'reading', done, total: Math.max(file.size, done) });
    });
    request.addEventListener('error', () => reject(new CallError('Unreachable', statesWords.awayTitle)));
    request.addEventListener('load', () => {
      const last = linesOf(request.responseText).at(-1) ?? {};
      if (isReport(last['report'])) resolve(last['report']);
      else reject(faultOf(last['fault'] ?? last, request.status));
    });
    request.send(file);
  });
}

function faultOf(body: unknown, status: number): CallError {
  const { code, text } = faultIn(body, status);
  return new CallError(code, text);
}

/** The lines of a reply that have arrived whole. */
function linesOf(text: string): Record<string, unknown>[] {
  return text.split('\n').flatMap((line) => {
    try {
      const value: unknown = JSON.parse(line);
      return typeof value === 'object' && value !== null ? [{ ...value }] : [];
    } catch {
      return []; // the end of it is still to come
    }
  });
}

const isReport = (value: unknown): value is PushReport =>
  typeof value === 'object' && value !== null && 'events' in value && 'refused' in value && 'name' in value;
