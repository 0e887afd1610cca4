/**
 * Decisions a second, beside the stateful call of Cedar's own library on the same policies, entities and requests:
 * photo-sharing policies, with entities that were loaded before, and with the service's JSON in and out and the
 * entities that matter. `npm run bench authz [-- seconds for each figure]`.
 */
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import type * as CedarModule from '@cedar-policy/cedar-wasm/nodejs';
import type { StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs';
import { ownJson } from '#kernel';
import { answerTo, openPolicies, readAuthorizationRequest, type DecisionRequest } from '#authz';
import { byName, photoSharing, schema, serviceRequest, thoseThatMatter, type Made } from './made/photo-sharing.ts';

const seconds = Number(process.argv[2] ?? 1);
/** So many different requests are asked in turn: as one that was just made, each is still in the processor's cache. */
const requestCount = 256;

const sizes = [
  { policies: 1, entities: 3, loaded: 1_500_000, json: 80_000 },
  { policies: 100, entities: 100, loaded: 1_000_000, json: 50_000 },
  { policies: 1_000, entities: 1_000, loaded: 1_000_000, json: 40_000 },
  { policies: 10_000, entities: 10_000, loaded: undefined, json: undefined },
];

const require = createRequire(import.meta.url);
const cedar: typeof CedarModule = require('@cedar-policy/cedar-wasm/nodejs');

console.log(
  `${cpus().length} shared, noisy cores; Node ${process.version}; load ${loadavg()[0]?.toFixed(1)}; decisions a second`,
);
console.table(sizes.map(measured));

function measured({ policies, entities, loaded, json }: (typeof sizes)[number]) {
  const made = photoSharing(policies, entities, requestCount);
  const set = openPolicies({ policies: made.policies, schema });
  const known = set.load(made.entities);
  const requests = made.requests.map((request): DecisionRequest => ({ ...request, entities: known }));
  const all = byName(made.entities);
  const texts = made.requests.map((request) => serviceRequest(request, thoseThatMatter(all, request)));
  const ask = (n: number): unknown => set.decide(at(requests, n));
  const answer = (n: number): unknown => answerTo(readAuthorizationRequest(at(texts, n)), set);
  return {
    policies,
    entities,
    loaded: Math.round(rateOf(ask)),
    target: loaded,
    ...latencies(ask),
    'JSON in, JSON out': Math.round(rateOf(answer)),
    'its target': json,
    'bytes in': Math.round(texts.reduce((sum, { length }) => sum + length, 0) / texts.length),
    "Cedar's stateful call": Math.round(rateOf(stateful(made), 1)),
  };
}

/** Cedar's own library with policies and schema parsed before; it takes entities with each request. */
function stateful({ policies, entities, requests }: Made): (n: number) => unknown {
  const staticPolicies = Object.fromEntries(openTexts(policies).map((text, place) => [`policy${place}`, text]));
  cedar.preparsePolicySet('bench', { staticPolicies });
  cedar.preparseSchema('bench', schema);
  const common = { preparsedPolicySetId: 'bench', preparsedSchemaName: 'bench', entities };
  const calls = requests.map((request) =>
    ownJson<StatefulAuthorizationCall>(JSON.stringify({ ...request, ...common })),
  );
  return (n) => cedar.statefulIsAuthorized(at(calls, n));
}

/** Each policy of the made-up application ends a line. */
function openTexts(policies: string): string[] {
  return policies.split(/(?<=;)\n(?=permit|forbid)/);
}

function latencies(ask: (n: number) => unknown) {
  const times: number[] = [];
  for (let n = 0; n < 200_000; n++) {
    const start = process.hrtime.bigint();
    ask(n);
    times.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  const sorted = times.toSorted((one, other) => one - other);
  const of = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  return { 'p50, us': of(0.5), 'p99, us': of(0.99) };
}

/**
 * Calls a second of this process's own processor time, which is what one core to itself would do: the cores are shared.
 * The best of some spans.
 */
function rateOf(work: (n: number) => unknown, batch = 200): number {
  const spans = 10;
  let best = 0;
  for (let span = -1; span < spans; span++) {
    const start = processorSeconds();
    let calls = 0;
    do {
      for (let n = 0; n < batch; n++) work(calls + n);
      calls += batch;
    } while (processorSeconds() - start < seconds / spans);
    if (span >= 0) best = Math.max(best, calls / (processorSeconds() - start));
  }
  return best;
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function at<Item>(items: readonly Item[], n: number): Item {
  const item = items[n % items.length];
  if (item === undefined) throw new Error('There is no request.');
  return item;
}
