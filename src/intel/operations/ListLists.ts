import { z } from 'zod';
import { operation } from '#aws';
import { Text } from '#kernel';
import type { IntelContext } from '../context.ts';
import { categories } from '../category.ts';
import { shownLists } from '../shown-lists.ts';

export default operation<IntelContext>()({
  name: 'ListLists',
  about: 'Every list of addresses and domains: those that come with Yagura, feeds, and those that people gave.',
  input: z.strictObject({}),
  output: z.strictObject({
    lists: z.array(
      z.strictObject({
        name: z.string(),
        title: Text.describe('The name as people read it; lists of people have one name'),
        from: z.enum(['yagura', 'feed', 'people']),
        kind: z.enum(['trusted', 'threat', 'known']),
        category: z.string().describe('Empty for lists of people'),
        account: z.string(),
        region: z.string(),
        entries: z.number(),
        inForce: z.boolean(),
        date: z.string().describe('Day of its content; empty for one that was never fetched'),
        problem: Text.optional().describe('Why its newest content could not be had; absent when it could'),
      }),
    ),
    formats: z.array(z.string()).describe('In which feeds may come'),
    categories: z.array(z.string()),
  }),
  handle: async (_, { lists, feeds }) => ({
    lists: await shownLists(lists, feeds),
    formats: [...lists.formats],
    categories: [...categories],
  }),
});
