/**
 * guardduty: GuardDuty's own API over findings, rules and lists.
 *
 * Invariant: an unmodified AWS SDK client understands every answer.
 * Called by main.
 */
export const room = 'guardduty';
