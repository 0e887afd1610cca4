import { z } from 'zod';
import { operation } from '#aws';
import { tableNames } from '#sources';
import type { DetectContext } from '../context.ts';
import { EventFields, eventFields } from '../event-fields.ts';

export default operation<DetectContext>()({
  name: 'GetEventFields',
  about: 'The fields of one event as rules see them: what a new rule can be made of.',
  input: z.strictObject({
    table: z.enum(tableNames),
    time: z.iso.datetime(),
    file: z.string().max(500),
    position: z.int().min(0),
  }),
  output: EventFields,
  handle: (place, { lake, inForce }) => eventFields(place, { lake, sources: inForce.sources }),
});
