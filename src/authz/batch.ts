import type { AuthorizationRequest } from './authorization-request.ts';
import { answerText, decide, type Known, type Watching } from './authorize.ts';
import { othersAreAnswered, slice } from './engine/slices.ts';
import { limits } from './limits.ts';
import { invalid } from './verified-permissions.ts';

type Requests = NonNullable<AuthorizationRequest['requests']>;

/** A batch is about one principal or about one resource. Throws `ValidationException`. */
export function checkBatch(requests: AuthorizationRequest['requests']): Requests {
  const most = limits.always.batch;
  if (requests === undefined) throw invalid('requests', 'is required');
  if (requests.length < 1 || requests.length > most) throw invalid('requests', `must hold 1 to ${most} requests`);
  const isOne = (part: 'principal' | 'resource'): boolean => new Set(requests.map((one) => one[part]?.key)).size === 1;
  if (!isOne('principal') && !isOne('resource'))
    throw invalid('requests', 'the principal or the resource must be the same in all of them');
  return requests;
}

/** The results of a batch, in its order, each with its request. What is known of the entities is found out once. */
export async function batchText(requests: Requests, known: Known, watching: Watching): Promise<string> {
  const results: string[] = [];
  for (const asked of requests) {
    if (asked.text.length > slice) await othersAreAnswered(); // its context is read when policies ask for it
    results.push(`{"request":${asked.text},${answerText(await decide(asked, known, watching)).slice(1)}`);
  }
  return results.join();
}
