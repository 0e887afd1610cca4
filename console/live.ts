import { useSyncExternalStore } from 'react';
import { call, CallError, signInEnded } from './call.ts';
import type { Status } from './operations.ts';
import { told } from './told.ts';
import { queries, queryClient, refreshCounts, refreshPages } from './queries.ts';

/**
 * How the page hears of what is new. `live`: the server tells it at once; `asking`: the page asks from time to time;
 * `away`: the server does not answer, and is tried again; `ended`: it answers to nobody who is not signed in, and the
 * page waits until somebody is, for something is written on it.
 */
export type Hearing = 'live' | 'asking' | 'away' | 'ended';

/** Silence after which a connection counts as lost: two signs of life of the server and a half. */
const silence = 25_000;
/** Numbers on the page follow the findings at most this often, so that they can be read. */
const calm = 2000;
const longestWait = 30_000;

let hearing: Hearing = 'asking';
const listeners = new Set<() => void>();

/** Keeps the page up to date while somebody looks at it; returns what ends that. */
export function keepLive(): () => void {
  const line = new Line();
  const look = (): void => (document.visibilityState === 'visible' ? line.open() : line.close());
  const lost = (): void => line.lost();
  const ended = (): void => {
    if (hearing === 'ended') return;
    hear('ended');
    line.lost();
  };
  // Whoever signs in again does so in another tab or window, and comes back.
  const back = (): void => (hearing === 'ended' ? look() : undefined);
  document.addEventListener('visibilitychange', look);
  window.addEventListener('online', look);
  window.addEventListener('offline', lost);
  window.addEventListener(signInEnded, ended);
  window.addEventListener('focus', back);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('online', look);
    window.removeEventListener('offline', lost);
    window.removeEventListener(signInEnded, ended);
    window.removeEventListener('focus', back);
    line.close();
  };
}

export const useHearing = (): Hearing => useSyncExternalStore(subscribe, () => hearing);

/** Tries a server that was away at once. */
export const tryAgain = (): void => void window.dispatchEvent(new Event('online'));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function hear(next: Hearing): void {
  if (next === hearing) return;
  const back = isDeaf(hearing) && !isDeaf(next);
  hearing = next;
  for (const listener of listeners) listener();
  if (back) void refreshPages(); // whatever failed in the meantime is asked again
}

const isDeaf = (state: Hearing): boolean => state === 'away' || state === 'ended';

/** The line to the server: one per page that is looked at, for a browser has few of them. */
class Line {
  #source: EventSource | undefined;
  #last = '';
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  open(): void {
    this.close();
    const source = new EventSource(this.#last === '' ? '/live' : `/live?after=${encodeURIComponent(this.#last)}`);
    this.#source = source;
    for (const [name, hears] of Object.entries(events)) {
      source.addEventListener(name, (event) => {
        this.#last = event.lastEventId;
        this.#failures = 0;
        this.#wait(silence, () => this.lost());
        hear('live');
        hears(String(event.data));
      });
    }
    source.addEventListener('ended', () => this.lost());
    source.addEventListener('error', () => this.lost());
    this.#wait(silence, () => this.lost());
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }

  /** Finds out whether the server is there at all, and comes back later: each time later, and not all pages at once. */
  lost(): void {
    this.close();
    const pause = Math.min(longestWait, 1000 * 2 ** this.#failures++);
    this.#wait(pause * (0.5 + Math.random() / 2), () => this.open());
    void probe();
  }

  #wait(milliseconds: number, then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, milliseconds);
  }
}

/** Asks for the status; an ended sign-in leads to the sign-in page from there. */
async function probe(): Promise<void> {
  try {
    const before = queryClient.getQueryData(queries.status.queryKey);
    const status = await call('GetStatus', {});
    queryClient.setQueryData(queries.status.queryKey, status);
    hear('asking');
    if (status.counts?.findings !== before?.counts?.findings) refreshCalmly();
  } catch (error) {
    hear((error instanceof CallError ? deaf[error.code] : undefined) ?? 'asking');
  }
}

const deaf: Readonly<Record<string, Hearing>> = { Unreachable: 'away', NotSignedIn: 'ended' };

/** What the server tells, and what becomes of it. */
const events: Readonly<Record<string, (data: string) => void>> = {
  status: (data) => queryClient.setQueryData(queries.status.queryKey, (): Status => told(data)),
  progress: (data) => {
    queryClient.setQueryData(
      queries.status.queryKey,
      (before) => before && { ...before, ...told<Partial<Status>>(data) },
    );
    refreshCalmly();
  },
  findings: () => refreshCalmly(),
  beat: () => undefined,
};

let refreshing: ReturnType<typeof setTimeout> | undefined;

/** Once for everything that was told within two seconds. */
function refreshCalmly(): void {
  refreshing ??= setTimeout(() => {
    refreshing = undefined;
    void refreshCounts();
  }, calm);
}
