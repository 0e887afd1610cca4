import { callName } from './call-name.ts';
import type { Follow, NextStep } from './entries.ts';

/** Where an attacker stands: what a finding shows. Calls are service:Action, techniques T1562.008, tactics slugs. */
export interface Position {
  readonly calls?: readonly string[];
  readonly techniques?: readonly string[];
  readonly tactics?: readonly string[];
  /** True when AWS refused the calls: what follows is another way to the same end, and not what they would have opened. */
  readonly refused?: boolean;
}

/** More than this nobody reads. */
const most = 8;

/**
 * What follows: first what is known of the very call, then of the technique, then of its parent technique,
 * then of the tactic, then, where nothing is known of the call, of every refused one. One log line appears once, and
 * never a call that was made already.
 */
export function nextSteps(all: readonly Follow[], position: Position): NextStep[] {
  const follows = all.filter(({ after }) => after.refused === (position.refused ?? false));
  const calls = new Set((position.calls ?? []).map(plainCall));
  const techniques = new Set((position.techniques ?? []).map((id) => id.toUpperCase()));
  const tactics = new Set((position.tactics ?? []).map((slug) => slug.toLowerCase().replaceAll('_', '-')));
  const parents = new Set([...techniques].map((id) => id.split('.', 1)[0] ?? id));
  const ofCall = follows.filter(({ after }) => after.calls.some((call) => calls.has(plainCall(call))));
  const ranked = [
    ...ofCall,
    ...follows.filter(({ after }) => after.techniques.some((id) => techniques.has(id))),
    ...follows.filter(({ after }) => after.techniques.some((id) => parents.has(id))),
    ...follows.filter(({ after }) => after.tactics.some((slug) => tactics.has(slug))),
    ...follows.filter(({ after }) => ofCall.length === 0 && isOfEvery(after)),
  ].flatMap(({ steps }) => steps);
  return firstOfEach(ranked, calls).slice(0, most);
}

/** What follows every try that was refused. */
const isOfEvery = ({ calls, techniques, tactics }: Follow['after']): boolean =>
  calls.length + techniques.length + tactics.length === 0;

function plainCall(call: string): string {
  const [service = '', action = ''] = call.split(':', 2);
  return callName(service, action).toLowerCase();
}

function firstOfEach(steps: readonly NextStep[], made: ReadonlySet<string>): NextStep[] {
  const seen = new Set(made);
  return steps.filter((step) => {
    const call = plainCall(step.log);
    if (seen.has(call)) return false;
    seen.add(call);
    return true;
  });
}
