import type { IncomingMessage } from 'node:http';
import type { Call, Caller } from './caller.ts';
import type { Claim } from './claim.ts';
import type { Arriving } from './incoming.ts';
import type { ServiceShape } from './schemas.ts';
import { headerOf } from './wire.ts';

/** A request on its way through the front. */
export interface Arrived {
  readonly incoming: IncomingMessage;
  readonly requestId: string;
  readonly at: Date;
  /** Without its body, until it is known that somebody with a key sends it. */
  readonly request: Arriving;
  /** Once it is known that somebody with a key asks for it. */
  service: ServiceShape | undefined;
}

/** The call that a caller makes by it. */
export const callOf = ({ incoming, requestId, at }: Arrived, caller: Caller, { scope: { region } }: Claim): Call => ({
  caller,
  requestId,
  region,
  at,
  sourceAddress: incoming.socket.remoteAddress ?? '',
  userAgent: headerOf(incoming.headers, 'user-agent') ?? '',
});
