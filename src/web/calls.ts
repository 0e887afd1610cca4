import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import type { Call, Caller, Front } from '#aws';
import { exactJsonText, randomId, type Clock } from '#kernel';
import { readJson } from './body.ts';
import { addressOf } from './sign-in.ts';
import { waits } from './waits.ts';

const seconds = 20;
const bytes = 1_000_000;
/** As the front takes of AWS's tools, where all policies of a store may come at once. */
const bytesOfMany = 10_000_000;
const takeMany = new Set(['ChangePolicyStore', 'ReplayDecisions', 'SetPolicyStoreCandidate']);

/** What answers calls. */
export interface Calls {
  readonly front: Front;
  readonly clock: Clock;
  /** The Region that calls from the page speak of. */
  readonly region: string;
}

/** What is known of a request once it is known who sends it. */
export type Known = { Bindings: HttpBindings; Variables: { caller: Caller } };

/** `POST /:service/:operation`: JSON in, JSON out. `caller` has been put there by the sign-in check. */
export function calls({ front, clock, region }: Calls) {
  const app = new Hono<Known>();

  app.post('/:service/:name', async (context) => {
    const limits = { bytes: takeMany.has(context.req.param('name')) ? bytesOfMany : bytes, seconds };
    const input = await readJson(context.env.incoming, limits);
    using waiting = waits(context.env.incoming.socket);
    const call = { ...callOf(context, region, clock), left: waiting.left };
    const output = await front.callJson(context.req.param(), input, call);
    return context.body(exactJsonText(output ?? {}), 200, { 'Content-Type': 'application/json' });
  });

  return app;
}

/** A request of somebody who is signed in, as the front takes it. */
export const callOf = (context: Context<Known>, region: string, clock: Clock): Call => ({
  caller: context.get('caller'),
  region,
  requestId: randomId(),
  sourceAddress: addressOf(context),
  userAgent: context.req.header('user-agent') ?? '',
  at: clock.now(),
});
