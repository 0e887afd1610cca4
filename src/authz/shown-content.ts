import { z } from 'zod';
import { textOf, type Difference } from './content.ts';
import type { ItemRow } from './tables.ts';

const Kind = z.enum(['policy', 'template', 'schema', 'identity-source']);

/** An item of a policy store as operations show it. */
export const ShownItem = z.strictObject({
  kind: Kind,
  id: z.string(),
  name: z.string().optional(),
  text: z.string().describe('Statement or schema; of what fills a template, and of identity sources, JSON'),
});

/** What changed between two contents. */
export const ShownDifference = z.strictObject({
  kind: Kind,
  id: z.string(),
  change: z.enum(['added', 'changed', 'deleted']),
  before: ShownItem.optional(),
  after: ShownItem.optional(),
});

export const showItem = (row: ItemRow): z.infer<typeof ShownItem> => ({
  kind: row.kind,
  id: row.id,
  ...(row.name === '' ? {} : { name: row.name }),
  text: textOf(row),
});

export const showDifference = ({ kind, id, before, after }: Difference): z.infer<typeof ShownDifference> => ({
  kind,
  id,
  change: before === undefined ? 'added' : after === undefined ? 'deleted' : 'changed',
  ...(before === undefined ? {} : { before: showItem(before) }),
  ...(after === undefined ? {} : { after: showItem(after) }),
});
