import { Fault, type Log } from '#kernel';
import { AuthFailure } from './auth-failure.ts';
import type { Call } from './caller.ts';
import type { Door } from './door.ts';
import type { Callable } from './operation.ts';
import { errorNames } from './error-names.ts';
import { ServiceFault } from './service-fault.ts';

/** What calls go through, whichever way they came. */
export interface Passage {
  readonly door: Door;
  readonly log: Log;
}

/**
 * One call, whichever way it came: may the caller, what is the input, what is the answer, and the record of it all.
 * Throws what the operation throws, and `AccessDeniedException` naming action and resource.
 */
export async function invoke(
  operation: Callable,
  call: Call,
  read: () => unknown,
  { door, log }: Passage,
): Promise<unknown> {
  const started = performance.now();
  const { service, name } = operation;
  const about = { call, service, operation: name };
  let input: unknown;
  try {
    await authorise(operation, call, door);
    const given = read();
    // Operations on texts are asked ten thousand times a second and keep a record of their own.
    if (operation.text !== true) input = given;
    const output = await operation.call(given, call);
    if (operation.text !== true) door.audit({ ...about, input, output });
    log.debug(
      { operation: `${service}:${name}`, milliseconds: Math.round(performance.now() - started) },
      'Answered a call.',
    );
    return output;
  } catch (error) {
    door.audit({ ...about, input, ...failureOf(error) });
    throw error;
  }
}

async function authorise({ service, name }: Callable, call: Call, door: Door): Promise<void> {
  const { caller, region, sourceAddress, at } = call;
  const action = `${service}:${name}`;
  const decision = await door.authorise({
    caller,
    action,
    account: caller.account,
    context: { region, sourceAddress, at },
  });
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
  if (error instanceof ServiceFault) return { errorCode: error.type, errorMessage: error.message };
  if (error instanceof Fault) return { errorCode: errorNames[error.code].query, errorMessage: error.message };
  return { errorCode: 'InternalFailure', errorMessage: 'Something failed inside Yagura.' };
}
