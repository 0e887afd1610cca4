import { operation } from '#aws';
import type { TrailContext } from '../context.ts';
import { ValueCounting, CountedValues, countEventValues } from '../count-event-values.ts';

export default operation<TrailContext>()({
  name: 'CountEventValues',
  about: 'The values of a property among the events that fit, with how many events have each.',
  input: ValueCounting,
  output: CountedValues,
  handle: (input, context) => countEventValues(input, context),
});
