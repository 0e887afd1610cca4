import type { AuthorizationRequest } from './authorization-request.ts';
import { answerText, decide, type Known, type Watching } from './authorize.ts';
import { othersAreAnswered, slice } from './engine/slices.ts';
import { limits } from './limits.ts';
import { invalid } from './verified-permissions.ts';

type Requests = NonNullable<AuthorizationRequest['requests']>;

/** A batch is about one principal or about one resource. Throws `ValidationException`. */
export function checkBatch(requests: AuthorizationRequest['requests']): Requests {
  const most = limits.always.batch;
  if (requests === undefined) throw invalid('requests', { en: 'is required', ja: '指定してください' });
  if (requests.length < 1 || requests.length > most)
    throw invalid('requests', {
      en: `must hold 1 to ${most} requests`,
      ja: `1～${most} 件のリクエストを書いてください`,
    });
  const isOne = (part: 'principal' | 'resource'): boolean => new Set(requests.map((one) => one[part]?.key)).size === 1;
  if (!isOne('principal') && !isOne('resource'))
    throw invalid('requests', {
      en: 'the principal or the resource must be the same in all of them',
      ja: 'すべてのリクエストで、プリンシパルかリソースのどちらかを同じにしてください',
    });
  return requests;
}

/** The results of a batch, in its order, each with its request. What is known of the entities is found out once. */
export async function batchText(requests: Requests, known: Known, watching: Watching): Promise<string> {
  const results: string[] = [];
  for (const [place, asked] of requests.entries()) {
    if (asked.text.length > slice) await othersAreAnswered(); // its context is read when policies ask for it
    const decision = await decide(asked, known, watching, `requests.${place}.`);
    results.push(`{"request":${asked.text},${answerText(decision).slice(1)}`);
  }
  return results.join();
}
