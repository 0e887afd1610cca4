import type { Found } from '#detect';
import { explain, noSurroundings, type Answers } from '#investigate';
import type { Library } from '../context.ts';

/** The five answers of a finding that was found without a lake. */
export const answersOf = (found: Found, { book, knowledge, geography }: Library): Promise<Answers> =>
  explain(found.finding, found.occurrences, {
    knowledge,
    geography,
    guideOf: (rule) => book.claimed(rule)?.guide,
    surroundings: {
      ...noSurroundings,
      lineage: () => Promise.resolve([...found.lineage]),
      measured: () => Promise.resolve(found.measured),
    },
  });
