import { operation } from '#aws';
import { Counted, Counting, countValues } from '../count-values.ts';
import { withinOwn } from '../own-account.ts';
import type { FindingsContext } from '../record.ts';

export default operation<FindingsContext>()({
  name: 'CountFindings',
  about: 'How many of the findings that fit have each value of a property.',
  input: Counting,
  output: Counted,
  handle: (input, { store }, { caller }) => countValues(withinOwn(input, caller), store),
});
