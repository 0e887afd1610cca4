import type { Call } from '#aws';
import { update, type Verdict } from '#findings';
import type { GuardDutyContext } from './context.ts';
import { scopeOf } from './detectors.ts';
import { findingIds } from './page.ts';
import { idsSeen } from './seen-findings.ts';

/** What GuardDuty's operations decide about findings. */
interface Decision {
  readonly archived?: boolean;
  readonly verdict?: Verdict;
  readonly reason?: string;
}

/** Decides about those of the findings that the caller's detector sees; ids of others are passed over. */
export async function decide(
  { DetectorId, FindingIds }: { readonly DetectorId: string; readonly FindingIds: readonly string[] },
  decision: Decision,
  context: GuardDutyContext,
  call: Call,
): Promise<void> {
  const scope = await scopeOf(DetectorId, call, context);
  const ids = await idsSeen(findingIds(FindingIds), scope, context.store);
  await update({ ids }, decision, call.caller.name, context);
}
