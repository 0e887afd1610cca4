import { Fault, within, type Log } from '#kernel';
import { AuthFailure } from './auth-failure.ts';
import type { Call } from './caller.ts';
import type { Decision, Door, Request } from './door.ts';
import type { Callable } from './operation.ts';
import { errorNames } from './error-names.ts';
import { ModeledFault } from './modeled-fault.ts';

/** What calls go through, whichever way they came. */
export interface Passage {
  readonly door: Door;
  readonly log: Log;
  /** Seconds that a call may take. */
  readonly seconds: number;
}

/**
 * One call, whichever way it came: may the caller, what is the input, what is the answer, and the record of it all.
 * Throws what the operation throws, and `AccessDeniedException` naming action and resource.
 */
export async function invoke(operation: Callable, call: Call, read: () => unknown, passage: Passage): Promise<unknown> {
  const { door } = passage;
  const { service, name } = operation;
  // Operations on texts are asked ten thousand times a second and keep a record of their own.
  const isText = operation.text === true;
  const started = performance.now();
  let input: unknown;
  try {
    const decision = door.authorise(wishOf(operation, call));
    refuseDenied(decision instanceof Promise ? await inTime(decision, operation, passage) : decision, operation, call);
    const given = read();
    if (!isText) input = given;
    const answer = operation.call(given, call);
    const output = answer instanceof Promise ? await inTime(answer, operation, passage) : answer;
    if (!isText) door.audit({ call, service, operation: name, input, output });
    note(operation, started, passage);
    return output;
  } catch (error) {
    door.audit({ call, service, operation: name, input, ...failureOf(error) });
    throw error;
  }
}

/** What there is to wait for has a limit of time. */
const inTime = <T>(work: Promise<T>, { name }: Callable, { seconds }: Passage): Promise<T> =>
  within(seconds, `${name} took longer than ${seconds} seconds. Ask for less at once, such as a shorter time.`, work);

function note({ action }: Callable, started: number, { log }: Passage): void {
  if (!log.isLevelEnabled('debug')) return;
  const milliseconds = Math.round(performance.now() - started);
  log.debug({ operation: action, milliseconds }, 'Answered a call.');
}

const wishOf = ({ action }: Callable, { caller, region, sourceAddress, at }: Call): Request => ({
  caller,
  action,
  account: caller.account,
  context: { region, sourceAddress, at },
});

function refuseDenied(decision: Decision, { service, action }: Callable, { caller, region }: Call): void {
  if (decision.allowed) return;
  const resource = `arn:aws:${service}:${region}:${caller.account}:*`;
  throw new Fault(
    'Denied',
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} because ${decision.reason}`,
  );
}

/** A failure as it is recorded. */
export function failureOf(error: unknown): { errorCode: string; errorMessage: string } {
  if (error instanceof AuthFailure) return { errorCode: errorNames[error.kind].query, errorMessage: error.message };
  if (error instanceof ModeledFault) return { errorCode: error.type, errorMessage: error.message };
  if (error instanceof Fault) return { errorCode: errorNames[error.code].query, errorMessage: error.message };
  return { errorCode: 'InternalFailure', errorMessage: 'Something failed inside Yagura.' };
}
