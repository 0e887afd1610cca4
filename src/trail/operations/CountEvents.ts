import { operation } from '#aws';
import type { TrailContext } from '../context.ts';
import { Counting, EventCounts, countEvents } from '../count-events.ts';

export default operation<TrailContext>()({
  name: 'CountEvents',
  about: 'How many events fit, by time: the histogram over a search.',
  input: Counting,
  output: EventCounts,
  handle: (input, context) => countEvents(input, context),
});
