import { z } from 'zod';
import { operation } from '#aws';
import { Fault } from '#kernel';
import { Verdict } from '../finding.ts';
import type { FindingsContext } from '../record.ts';
import { Restriction } from '../search.ts';
import { mostAtOnce, update, type Meant } from '../update.ts';

const Input = z.strictObject({
  ids: z.array(z.string().max(64)).min(1).max(mostAtOnce).optional(),
  fitting: Restriction.optional().describe('Instead of ids: all findings that fit'),
  archived: z.boolean().optional(),
  verdict: Verdict.or(z.literal('none')).optional(),
  reason: z.string().max(2000).optional().describe('Why the verdict'),
});

export default operation<FindingsContext>()({
  name: 'UpdateFindings',
  about: 'Archives findings that have been dealt with, brings them back, or writes what they were judged to be.',
  input: Input,
  output: z.strictObject({
    updated: z.number().int(),
    undo: z.string().optional().describe('Pass it to UndoUpdate within a day to take the change back'),
  }),
  handle: (input, context, { caller }) => update(meantBy(input), input, caller.name, context),
});

function meantBy({ ids, fitting }: z.infer<typeof Input>): Meant {
  if (ids !== undefined && fitting === undefined) return { ids };
  if (fitting !== undefined && ids === undefined) return { fitting };
  throw new Fault('BadInput', {
    en: 'UpdateFindings needs to know which findings. Pass ids, or fitting, and not both.',
    ja: 'UpdateFindings には対象が必要です。ids か fitting のどちらか一方を指定してください。',
  });
}
