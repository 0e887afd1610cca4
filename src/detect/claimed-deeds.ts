import type { Level } from '#attack';
import { behaviourOfCall, regularly, type Behaviour } from '#baselines';
import { findingIdOf, type Claim, type Graded } from '#findings';
import { callColumns, type BaselineMemory } from './baseline-memory.ts';
import type { RuleBook } from './book.ts';
import { excusable } from './regular.ts';
import { graded } from './settle-habits.ts';

/** What the events of findings did, of each way of doing the newest: for `settleHabits` without a lake. */
export class ClaimedDeeds {
  private readonly done = new Map<string, Map<string, Behaviour>>();
  private readonly rules: ReadonlySet<string>;

  constructor(book: RuleBook) {
    this.rules = excusable(book);
  }

  take(claim: Claim): void {
    if (!this.rules.has(claim.rule)) return;
    const behaviour = behaviourOfCall(callColumns(claim.event));
    if (behaviour === undefined) return;
    const id = findingIdOf(claim);
    const own = this.done.get(id) ?? new Map<string, Behaviour>();
    this.done.set(id, own);
    const { account, principal, session, service, action, address, agent } = behaviour;
    const way = JSON.stringify([account, principal, session, service, action, address, agent]);
    const before = own.get(way);
    if (before === undefined || before.hour < behaviour.hour) own.set(way, behaviour);
  }

  /** How grave a finding is, whose gravest event is of this level. */
  grade(finding: string, level: Level, baselines: BaselineMemory | undefined): Graded {
    const own = this.done.get(finding);
    if (own === undefined || baselines === undefined) return { severity: level };
    return graded(level, regularly([...own.values()], baselines.material()));
  }
}
