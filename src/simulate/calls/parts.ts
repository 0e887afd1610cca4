import type { Call } from '../cloudtrail-event.ts';
import type { JsonObject } from '../caller.ts';
import type { Random } from '../random.ts';

/** Where a call is made, and what its details are drawn from. */
export interface Ground {
  readonly account: string;
  readonly region: string;
  readonly random: Random;
}

/** What a call says beside its name: request, reply, resources. */
export type CallParts = Omit<Call, 'time' | 'region' | 'service' | 'name'>;
export type MakeCall = (ground: Ground) => CallParts;

/** A call that needs only a request which is always the same. */
export const asks =
  (request: JsonObject | null = null): MakeCall =>
  () => ({ request });
