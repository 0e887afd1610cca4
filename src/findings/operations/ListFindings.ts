import { operation } from '#aws';
import type { FindingsContext } from '../record.ts';
import { search, Search, SearchResult } from '../search.ts';

export default operation<FindingsContext>()({
  name: 'ListFindings',
  about: 'Findings that fit, worst first, one page at a time.',
  input: Search,
  output: SearchResult,
  async handle(input, { store, clock }) {
    const known = input.known ?? clock.now().toISOString();
    return { ...(await search(input, store)), known };
  },
});
