import { operation } from '#aws';
import type { TrailContext } from '../context.ts';
import { EventPlace, WholeEvent, wholeEvent } from '../whole-event.ts';

export default operation<TrailContext>()({
  name: 'GetEvent',
  about: 'One event, as its log wrote it and as Yagura reads it.',
  input: EventPlace,
  output: WholeEvent,
  handle: (input, context) => wholeEvent(input, context),
});
