import type { IncomingMessage } from 'node:http';

/** Milliseconds for which somebody who is refused may go on sending. */
const patience = 10_000;

/**
 * Passes over what still comes of a body that nobody wants, then `done`. Whoever closes a connection at once on which
 * bytes are under way resets it, and the client loses the reply that tells why it was refused.
 */
export function linger(incoming: IncomingMessage, done: () => void): void {
  const end = (): void => {
    clearTimeout(timer);
    incoming.off('end', end).off('close', end);
    done();
  };
  const timer = setTimeout(end, patience);
  incoming.once('end', end).once('close', end).resume();
}
