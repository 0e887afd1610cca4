import { operation } from '#aws';
import type { TrailContext } from '../context.ts';
import { EventSearch, EventPage, searchEvents } from '../search-events.ts';

export default operation<TrailContext>()({
  name: 'SearchEvents',
  about: 'Events of every log that fit, the newest first, one page at a time.',
  input: EventSearch,
  output: EventPage,
  handle: (input, context) => searchEvents(input, context),
});
