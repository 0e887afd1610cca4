import { operation } from '#aws';
import { withinOwn } from '../own-account.ts';
import { rank, Ranked, Ranking } from '../rank.ts';
import type { FindingsContext } from '../record.ts';

export default operation<FindingsContext>()({
  name: 'GetFindingRanks',
  about: 'Types, accounts, resources or principals by how many of the findings that fit they have.',
  input: Ranking,
  output: Ranked,
  handle: (input, { store }, { caller }) => rank(withinOwn(input, caller), store),
});
