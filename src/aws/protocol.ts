import type { Family } from './error-names.ts';
import type { OperationShape, ServiceShape } from './schemas.ts';
import type { WireError } from './wire-error.ts';
import type { WireReply, WireRequest } from './wire.ts';

/** What a request asks for. */
export interface Asked {
  /** The operation as the request names it; for a path that is none, method and path. */
  readonly name: string;
  /** Nothing when the service has no such operation. */
  readonly operation: OperationShape | undefined;
  /** The input, not yet checked. Throws `Malformed` when the bytes cannot be read at all. */
  readonly read: () => unknown;
}

/** One of AWS's protocols, as its services speak it. One file in `protocols/`. */
export interface Protocol {
  /** `aws.protocols#restJson1`, as the SDK calls it. */
  readonly id: string;
  readonly family: Family;
  ask(service: ServiceShape, request: WireRequest): Asked;
  /** The reply to a call that went well. `x-amzn-requestid` is put by the front. */
  answer(given: Answered): WireReply;
  refuse(
    error: WireError,
    given: Pick<Answered, 'requestId'> & { readonly service: ServiceShape | undefined },
  ): WireReply;
}

export interface Answered {
  readonly service: ServiceShape;
  readonly operation: OperationShape;
  readonly output: unknown;
  readonly requestId: string;
}
