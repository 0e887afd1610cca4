import type { Socket } from 'node:net';

/**
 * Whether somebody still waits at the other end, for as long as the result lives. A page that is closed says only that
 * it will ask no more (see listen.ts).
 */
export function waits(socket: Socket): Disposable & { readonly left: AbortSignal } {
  const leaving = new AbortController();
  const leave = (): void => leaving.abort();
  socket.once('end', leave).once('close', leave);
  return {
    left: leaving.signal,
    [Symbol.dispose]: () => void socket.off('end', leave).off('close', leave),
  };
}
