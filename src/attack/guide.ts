import { z } from 'zod';
import { Text } from '#kernel';

/** How bad a finding is; Sigma's own levels. */
export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export const Level = z.enum(levels);

/** The worse of two. */
export const graver = (one: Level, other: Level): Level => (levels.indexOf(other) > levels.indexOf(one) ? other : one);

/** A level lower. What is critical stays so, and what is low is still a step of an attack. */
export const milder = (level: Level): Level =>
  level === 'high' || level === 'medium' ? (levels[levels.indexOf(level) - 1] ?? level) : level;

export type Level = z.infer<typeof Level>;

/** The order in which one answers an incident. */
export const phases = ['verify', 'contain', 'eradicate', 'recover', 'prevent'] as const;

/**
 * One step of the answer. `run` is a shell command whose `{{path}}` places are filled from the event
 * (`{{requestParameters.name}}`, `{{userIdentity.accessKeyId}}`, `{{awsRegion}}`); `check` is a command that shows it worked.
 */
export const ResponseStep = z.strictObject({
  phase: z.enum(phases),
  en: z.string().min(1),
  ja: z.string().min(1),
  run: z.string().optional(),
  check: z.string().optional(),
});
export type ResponseStep = z.infer<typeof ResponseStep>;

const Explanation = z.strictObject({ why: z.string().min(1), how: z.string().min(1) });

const PartialEvent = z.record(z.string(), z.unknown());

/** What must or must not match: a (partial) event, or for a correlation a list of them in the order of time. */
const RuleTest = z.union([
  z.strictObject({
    fires: PartialEvent.or(z.array(PartialEvent)),
    name: z.string().optional(),
    level: Level.optional(),
  }),
  z.strictObject({ quiet: PartialEvent.or(z.array(PartialEvent)), name: z.string().optional() }),
]);

/**
 * How grave it is in a context: `when` is a selection of Sigma about the event, `unless` another that must not fit; the
 * texts follow "because".
 */
const Weight = z.strictObject({
  to: Level,
  when: PartialEvent.or(z.array(PartialEvent)),
  unless: PartialEvent.or(z.array(PartialEvent)).optional(),
  en: z.string().min(1),
  ja: z.string().min(1),
});

/**
 * What Yagura's own rules carry beside their Sigma text; other Sigma readers ignore it.
 * `finding` is the GuardDuty type (or one in its form); `name` the title in both languages;
 * `gaps` says what the rule cannot see. `outside` names the fields that say to whom something is given: what is given to
 * accounts of one's own alone is no finding. `weigh` says in which contexts it is graver or milder than its level: the
 * first case that fits an event counts, and of many events the gravest. A test may say which `level` must come out.
 */
export const Guide = z.strictObject({
  finding: z
    .string()
    .regex(
      /^[A-Za-z]+:[A-Za-z0-9]+\/[A-Za-z0-9.&!-]+$/,
      'Write a type such as Stealth:IAMUser/CloudTrailLoggingDisabled.',
    ),
  name: Text,
  explain: z.strictObject({ en: Explanation, ja: Explanation }),
  respond: z.array(ResponseStep).min(2),
  gaps: Text.optional(),
  outside: z.array(z.string()).min(1).optional(),
  weigh: z.array(Weight).min(1).optional(),
  tests: z.array(RuleTest).min(2),
});
export type Guide = z.infer<typeof Guide>;
