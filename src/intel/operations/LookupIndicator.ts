import { isIP } from 'node:net';
import { z } from 'zod';
import { operation } from '#aws';
import { Text } from '#kernel';
import type { IntelContext } from '../context.ts';
import { titleIn, listTitles } from '../own-lists.ts';

export default operation<IntelContext>()({
  name: 'LookupIndicator',
  about: 'The lists on which an address or a domain stands, the narrowest entry first.',
  input: z.strictObject({ value: z.string().min(1).max(253) }),
  output: z.strictObject({
    matches: z.array(
      z.strictObject({
        list: z.string(),
        title: Text.describe('The name of the list as people read it'),
        kind: z.string(),
        category: z.string(),
        entry: z.string(),
        threat: z.string(),
      }),
    ),
  }),
  async handle({ value }, { lists }) {
    const titles = await listTitles();
    const found = isIP(value) > 0 ? lists.addressIn(value) : lists.domainIn(value);
    return {
      matches: found.map(({ list: { name, kind, category }, entry, threat }) => ({
        list: name,
        title: titleIn(titles, name),
        kind,
        category,
        entry,
        threat,
      })),
    };
  },
});
