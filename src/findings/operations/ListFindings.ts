import { operation } from '#aws';
import { withinOwn } from '../own-account.ts';
import type { FindingsContext } from '../record.ts';
import { knownBy, search, Search, SearchResult } from '../search.ts';

export default operation<FindingsContext>()({
  name: 'ListFindings',
  about: 'Findings that fit, worst first, one page at a time.',
  input: Search,
  output: SearchResult,
  async handle(input, { store, clock }, { caller }) {
    const known = input.known ?? (await knownBy(clock.now(), store));
    return { ...(await search(withinOwn(input, caller), store)), known };
  },
});
