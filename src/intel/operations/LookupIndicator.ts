import { isIP } from 'node:net';
import { z } from 'zod';
import { operation } from '#aws';
import type { IntelContext } from '../context.ts';

export default operation<IntelContext>()({
  name: 'LookupIndicator',
  about: 'The lists on which an address or a domain stands, the narrowest entry first.',
  input: z.strictObject({ value: z.string().min(1).max(253) }),
  output: z.strictObject({
    matches: z.array(
      z.strictObject({
        list: z.string(),
        kind: z.string(),
        category: z.string(),
        entry: z.string(),
        threat: z.string(),
      }),
    ),
  }),
  handle: async ({ value }, { lists }) => ({
    matches: (isIP(value) > 0 ? lists.addressIn(value) : lists.domainIn(value)).map(({ list, entry, threat }) => ({
      list: list.name,
      kind: list.kind,
      category: list.category,
      entry,
      threat,
    })),
  }),
});
