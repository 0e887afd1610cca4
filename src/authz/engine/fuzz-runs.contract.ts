import { processEnvironment } from '#kernel';

const { YAGURA_LONG: long, YAGURA_FUZZ_CASES, YAGURA_FUZZ_SEED: seed } = processEnvironment();
const cases = YAGURA_FUZZ_CASES ?? (long === undefined ? 500 : 1250);

/**
 * How many random cases a property is tried with, and from which seed they are made; `part` is its part of them. A case
 * of the differential test holds four requests or so, so that `npm test` compares two thousand decisions, the same each
 * time; `npm run test:long` compares five thousand new ones, `npm run fuzz:authz` as many as one wants.
 */
export const fuzzRuns = (part = 1): { numRuns: number; seed?: number } => ({
  numRuns: Math.ceil(Number(cases) * part),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
});
