import { processEnvironment } from '#kernel';

/**
 * How many random cases a property is tried with; a case of the differential test holds four requests or so, so that `npm test` compares
 * five thousand decisions.
 * `npm run fuzz:authz` tries many more.
 */
export const fuzzCases = Number(processEnvironment()['YAGURA_FUZZ_CASES'] ?? 1250);
