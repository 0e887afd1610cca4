import { z } from 'zod';
import { operation } from '#aws';
import { Fault, Text } from '#kernel';
import type { IntelContext } from '../context.ts';

export default operation<IntelContext>()({
  name: 'UpdateFeeds',
  about:
    'Fetches lists that others publish: all, or those with these names. One that cannot be had keeps its old content.',
  input: z.strictObject({ names: z.array(z.string().max(100)).max(100).optional() }),
  output: z.strictObject({
    feeds: z.array(
      z.strictObject({
        name: z.string(),
        entries: z.number().describe('Entries that are in force'),
        problem: Text.optional().describe('Why it could not be renewed; absent when it was'),
      }),
    ),
  }),
  async handle({ names }, { feeds }) {
    const unknown = names?.find((wanted) => !feeds.all.some(({ name }) => name === wanted));
    if (unknown !== undefined)
      throw new Fault('NotFound', {
        en: `There is no feed "${unknown}". There are: ${feeds.all.map(({ name }) => name).join(', ')}.`,
        ja: `フィード「${unknown}」はありません。次の中から選んでください: ${feeds.all.map(({ name }) => name).join(', ')}`,
      });
    return { feeds: await feeds.update(names) };
  },
});
