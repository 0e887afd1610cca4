import { processEnvironment } from '#kernel';

const { YAGURA_FUZZ_CASES: cases = '1250', YAGURA_FUZZ_SEED: seed } = processEnvironment();

/**
 * How many random cases a property is tried with, and from which seed they are made; `part` is its part of them. A case
 * of the differential test holds four requests or so, so that `npm test` compares five thousand decisions.
 * `npm run fuzz:authz` tries many more.
 */
export const fuzzRuns = (part = 1): { numRuns: number; seed?: number } => ({
  numRuns: Math.ceil(Number(cases) * part),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
});
