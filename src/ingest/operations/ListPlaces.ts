import { z } from 'zod';
import { operation } from '#aws';
import type { IngestContext } from '../context.ts';
import { PlaceState, placeStates } from '../places.ts';
import type { StatusContext } from './GetStatus.ts';

export default operation<IngestContext & StatusContext>()({
  name: 'ListPlaces',
  about: 'Every folder, bucket and queue that is watched: what came from it, when, and what is wrong with it.',
  input: z.strictObject({}),
  output: z.strictObject({
    places: z.array(PlaceState),
    region: z.string().describe('The Region of buckets and queues that the configuration names'),
  }),
  handle: async (_, context) => ({ places: await placeStates(context), region: context.config.region }),
});
