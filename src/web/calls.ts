import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import type { Call, Callable, Caller } from '#aws';
import { Fault, randomId, within, type Clock, type Log } from '#kernel';
import { readJson } from './body.ts';
import { addressOf } from './sign-in.ts';

const bodyLimits = { bytes: 1_000_000, seconds: 20 };

/** What answers calls, and for how long a call may take. */
export interface Calls {
  readonly operations: readonly Callable[];
  readonly seconds: number;
  readonly log: Log;
  readonly clock: Clock;
  /** The Region that calls from the page speak of. */
  readonly region: string;
}

type Served = { Bindings: HttpBindings; Variables: { caller: Caller } };

/** `POST /:service/:operation`: JSON in, JSON out. `caller` has been put there by the sign-in check. */
export function calls({ operations, seconds, log, clock, region }: Calls) {
  const byName = new Map(operations.map((operation) => [`${operation.service}/${operation.name}`, operation]));
  const app = new Hono<Served>();

  app.post('/:service/:operation', async (context) => {
    const { service, operation: name } = context.req.param();
    const operation = byName.get(`${service}/${name}`);
    if (operation === undefined) {
      throw new Fault(
        'NotFound',
        `There is no operation "${name.slice(0, 100)}" of the service "${service.slice(0, 100)}".`,
      );
    }
    const input = await readJson(context.env.incoming, bodyLimits);
    const late = `${name} took longer than ${seconds} seconds. Ask for less at once, such as a shorter time.`;
    const started = performance.now();
    const output = await within(seconds, late, operation.call(input, callOf(context, region, clock)));
    log.debug({ operation: name, milliseconds: Math.round(performance.now() - started) }, 'Answered a call.');
    return context.json(output ?? {});
  });

  return app;
}

const callOf = (context: Context<Served>, region: string, clock: Clock): Call => ({
  caller: context.get('caller'),
  region,
  requestId: randomId(),
  sourceAddress: addressOf(context),
  userAgent: context.req.header('user-agent') ?? '',
  at: clock.now(),
});
