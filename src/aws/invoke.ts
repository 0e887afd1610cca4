import { Fault, orElse, whenThere, within, type Log, type Soon } from '#kernel';
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
export function invoke(operation: Callable, call: Call, read: () => unknown, passage: Passage): Soon<unknown> {
  const { door } = passage;
  const passing: Passing = { operation, call, passage, started: performance.now(), input: undefined };
  return orElse(
    () =>
      whenThere(inTime(door.authorise(wishOf(operation, call)), passing), (decision) => {
        refuseDenied(decision, operation, call);
        return whenThere(answerTo(read(), passing), (output) => answered(output, passing));
      }),
    (error) => {
      door.audit({ ...recordOf(passing), ...failureOf(error) });
      throw error;
    },
  );
}

/** A call on its way. */
interface Passing {
  readonly operation: Callable;
  readonly call: Call;
  readonly passage: Passage;
  readonly started: number;
  /** What was read of it, for the record. Operations on texts are asked ten thousand times a second and keep a record of their own. */
  input: unknown;
}

function answerTo(given: unknown, passing: Passing): Soon<unknown> {
  const { operation, call } = passing;
  if (operation.text !== true) passing.input = given;
  return inTime(operation.call(given, call), passing);
}

function answered(output: unknown, passing: Passing): unknown {
  const { operation, passage, started } = passing;
  if (operation.text !== true) passage.door.audit({ ...recordOf(passing), output });
  note(operation, started, passage);
  return output;
}

const recordOf = ({ operation: { service, name }, call, input }: Passing) => ({
  call,
  service,
  operation: name,
  input,
});

/** What there is to wait for has a limit of time. */
function inTime<T>(work: Soon<T>, { operation: { name }, passage: { seconds } }: Passing): Soon<T> {
  if (!(work instanceof Promise)) return work;
  return within(
    seconds,
    {
      en: `${name} took longer than ${seconds} seconds. Ask for less at once, such as a shorter time.`,
      ja: `${name} が ${seconds} 秒で終わりませんでした。期間を短くするなど、一度に求める量を減らしてください。`,
    },
    work,
  );
}

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
