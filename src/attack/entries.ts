import { z } from 'zod';
import { Text } from '#kernel';

const Slug = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'Write a tactic as Sigma tags do, for example defense-evasion.');
const TechniqueId = z.string().regex(/^T\d{4}(\.\d{3})?$/, 'Write a technique as T1562 or T1562.008.');
const Call = z
  .string()
  .regex(/^[a-z0-9-]+:[A-Za-z0-9]+$/, 'Write a call as service:Action, for example iam:CreateUser.');

/** A column of the ATT&CK matrix: what the attacker wants. `order` is its place in the kill chain, from 1. */
export const Tactic = z.strictObject({
  id: z.string().regex(/^TA\d{4}$/, 'Write a tactic number as TA0005.'),
  slug: Slug,
  order: z.number().int().min(1),
  name: Text,
  about: Text,
});
export type Tactic = z.infer<typeof Tactic>;

/** A way to get what a tactic wants; `tactics` are slugs. */
export const Technique = z.strictObject({
  id: TechniqueId,
  name: Text,
  about: Text,
  tactics: z.array(Slug).min(1),
});
export type Technique = z.infer<typeof Technique>;

const Action = z.string().regex(/^[A-Za-z0-9]+$/, 'Write the bare name of the call, for example CreateUser.');

/**
 * What one AWS call does for an attacker, and what the same call looks like on an ordinary day.
 * `alike` names calls of the same service for which the same holds.
 */
export const Note = z.strictObject({
  alike: z.array(Action).default([]),
  abuse: Text,
  harmless: Text,
  tactics: z.array(Slug).min(1),
  techniques: z.array(TechniqueId).min(1),
});

/** One thing an attacker may do next; `log` is the CloudTrail call that would show it. */
export const NextStep = z.strictObject({ log: Call, step: Text, why: Text });
export type NextStep = z.infer<typeof NextStep>;

/** Steps that follow one of these calls, techniques or tactics; or, `refused`, a try of them that failed (without any: every such try). */
export const Follow = z.strictObject({
  after: z
    .strictObject({
      calls: z.array(Call).default([]),
      techniques: z.array(TechniqueId).default([]),
      tactics: z.array(Slug).default([]),
      refused: z.boolean().default(false),
    })
    .refine((after) => after.refused || after.calls.length + after.techniques.length + after.tactics.length > 0, {
      error: 'Name at least one call, technique or tactic that comes before.',
    }),
  steps: z.array(NextStep).min(1),
});
export type Follow = z.infer<typeof Follow>;

/** One knowledge file. It may hold any of the four kinds; calls stand under the service they belong to. */
export const KnowledgeFile = z
  .strictObject({
    tactics: z.array(Tactic).default([]),
    techniques: z.array(Technique).default([]),
    service: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'Write the service as eventSource does, without .amazonaws.com.')
      .optional(),
    calls: z.record(Action, Note).default({}),
    follows: z.array(Follow).default([]),
  })
  .refine((file) => file.service !== undefined || Object.keys(file.calls).length === 0, {
    path: ['calls'],
    error: 'Say at the top of the file which service these calls belong to (service: iam).',
  });
export type KnowledgeFile = z.infer<typeof KnowledgeFile>;
