import { Fault } from '#kernel';
import { AuthFailure } from './auth-failure.ts';
import { errorNames, type Failure, type Family } from './error-names.ts';
import { Malformed } from './malformed.ts';
import type { ErrorShape, ServiceShape } from './schemas.ts';
import { ModeledFault } from './modeled-fault.ts';

/** An error as it goes over the wire, whatever the protocol. */
export interface WireError {
  readonly type: string;
  readonly status: number;
  readonly message: string;
  /** What the error's schema holds beside the message. */
  readonly members: Readonly<Record<string, unknown>>;
  /** The service's own description of it, when it has one. */
  readonly known: ErrorShape | undefined;
}

/** Where an error is told: which names count there. */
export interface Teller {
  readonly family: Family;
  readonly service: ServiceShape | undefined;
}

/** What callers are told of anything that was thrown; of what is no fault, that something failed. */
export function wireError(thrown: unknown, teller: Teller): WireError {
  if (thrown instanceof ModeledFault) return serviceError(thrown, teller);
  if (thrown instanceof AuthFailure) return commonError(thrown.kind, thrown.message, teller);
  if (thrown instanceof Malformed) return commonError('malformed', thrown.message, teller);
  if (thrown instanceof Fault) return commonError(thrown.code, thrown.message, teller);
  return commonError('Internal', 'Something failed inside Yagura.', teller);
}

/** A failure that every service may have, under the name that this one has for it. */
export function commonError(failure: Failure, message: string, { family, service }: Teller): WireError {
  const names = errorNames[failure];
  const inJson = names.json.find((name) => service?.errors.has(name)) ?? names.json[0];
  const type = { rest: inJson, rpc: inJson, query: names.query, ec2: names.ec2, s3: names.s3 }[family];
  const known = service?.errors.get(type);
  return { type, status: known?.status ?? names.status[family], message, members: {}, known };
}

function serviceError({ type, code, message, members }: ModeledFault, { family, service }: Teller): WireError {
  const known = service?.errors.get(type);
  const inQuery = family === 'query' || family === 'ec2' || family === 's3';
  return {
    type: inQuery ? (known?.queryCode ?? type) : type,
    status: known?.status ?? errorNames[code].status[family],
    message,
    members,
    known,
  };
}
