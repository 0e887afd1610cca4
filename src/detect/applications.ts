import type { Clock } from '#kernel';
import type { Store } from '#store';
import { detectTables } from './tables.ts';

interface ApplicationParts {
  readonly store: Store;
  readonly clock: Clock;
}

/** Rules whose application to the past was begun and is not known to be over, the oldest first. */
export async function begunApplications({ store }: ApplicationParts): Promise<string[]> {
  const begun = await detectTables(store).selectFrom('rule_applications').select('rule').orderBy('at').execute();
  return begun.map(({ rule }) => rule);
}

/**
 * Does the work of applying a rule.
 * INVARIANT: it is known that it began before it begins, and that it is over when its findings are durable, so that
 * the next start does again what an end in the middle left.
 */
export async function knownWhile<T>(
  rule: string,
  { store, clock }: ApplicationParts,
  work: () => Promise<T>,
): Promise<T> {
  const table = detectTables(store);
  await table
    .insertInto('rule_applications')
    .values({ rule, at: clock.now().getTime() })
    .onConflict((conflict) => conflict.column('rule').doNothing())
    .execute();
  const done = await work();
  await forgetApplication(rule, { store });
  return done;
}

/** Forgets that the application of a rule began: it is over, or the rule cannot be applied any more. */
export async function forgetApplication(rule: string, { store }: Pick<ApplicationParts, 'store'>): Promise<void> {
  await detectTables(store).deleteFrom('rule_applications').where('rule', '=', rule).execute();
}
