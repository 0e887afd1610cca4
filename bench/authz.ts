/**
 * Decisions a second, beside the stateful call of Cedar's own library on the same policies, entities and requests:
 * photo-sharing policies, with entities that were loaded before, and with JSON in and JSON out.
 * `npm run bench authz [-- seconds for each figure]`.
 */
import { cpus, loadavg } from 'node:os';
import { openPolicies, type DecisionRequest } from '#authz';
import { photoSharing, schema } from './made/photo-sharing.ts';

const seconds = Number(process.argv[2] ?? 1);

const sizes = [
  { policies: 1, entities: 3, target: 1_500_000 },
  { policies: 100, entities: 100, target: 1_000_000 },
  { policies: 1_000, entities: 1_000, target: 1_000_000 },
  { policies: 10_000, entities: 10_000, target: 800_000 },
];

console.log(`${cpus().length} shared, noisy cores; Node ${process.version}; load ${loadavg()[0]?.toFixed(1)}`);
console.table(sizes.map(loaded));

function loaded({ policies, entities, target }: (typeof sizes)[number]) {
  const made = photoSharing(policies, entities);
  const set = openPolicies({ policies: made.policies, schema });
  const known = set.load(made.entities);
  const requests = made.requests.map((request): DecisionRequest => ({ ...request, entities: known }));
  const rate = rateOf((n) => set.decide(requests[n % requests.length] ?? never()));
  return { policies, entities, 'decisions/s, loaded': Math.round(rate), target, ...latencies(requests, set) };
}

function latencies(requests: readonly DecisionRequest[], set: ReturnType<typeof openPolicies>) {
  const times: number[] = [];
  for (let n = 0; n < 200_000; n++) {
    const request = requests[n % requests.length] ?? never();
    const start = process.hrtime.bigint();
    set.decide(request);
    times.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  return { 'p50, us': at(0.5), 'p99, us': at(0.99) };
}

/**
 * Calls a second of this process's own processor time, which is what one core to itself would do: the cores are shared.
 * The best of some spans.
 */
function rateOf(work: (n: number) => unknown): number {
  const spans = 20;
  let best = 0;
  for (let span = -1; span < spans; span++) {
    const start = processorSeconds();
    let calls = 0;
    while (processorSeconds() - start < seconds / spans) {
      for (let n = 0; n < 500; n++) work(calls + n);
      calls += 500;
    }
    if (span >= 0) best = Math.max(best, calls / (processorSeconds() - start));
  }
  return best;
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function never(): never {
  throw new Error('There is no request.');
}
