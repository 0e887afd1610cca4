import { operation } from '#aws';
import { withinOwn } from '../own-account.ts';
import { place, Place, Sought } from '../place.ts';
import type { FindingsContext } from '../record.ts';

export default operation<FindingsContext>()({
  name: 'GetFindingPlace',
  about: 'Where a finding stands in a list of findings, and which come before and after it.',
  input: Sought,
  output: Place,
  handle: (input, { store }, { caller }) => place(withinOwn(input, caller), store),
});
