// `npm run fuzz:front [-- COUNT [SEED]]`: malformed requests of every protocol. Ends with 1 when one was answered with
// a 500, not at all, or when the heap grew.
import { fuzz } from '../test/conformance/fuzz.ts';

const [count = '10000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const started = performance.now();
const { statuses, bad, grown, residentGrown } = await fuzz(Number(count), Number(seed));
const counted = [...statuses].toSorted(([one], [other]) => one - other).map(([status, times]) => `${status}: ${times}`);
console.log(
  `${count} requests of seed ${seed} in ${((performance.now() - started) / 1000).toFixed(0)} s; ${counted.join(', ')}`,
);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
console.log(
  `After the first tenth the heap grew by ${megabytes(grown)} and the process by ${megabytes(residentGrown)} to ${megabytes(process.memoryUsage.rss())}.`,
);
for (const request of bad) console.log(request);
process.exitCode = bad.length > 0 || grown > 20_000_000 ? 1 : 0;
