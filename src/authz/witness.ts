import { randomUUID } from 'node:crypto';
import type { Call } from '#aws';
import { Fault, sentenceOf, type Clock, type Log } from '#kernel';
import type { Store } from '#store';
import { answerOf } from './authorize.ts';
import type { CedarWorker } from './cedar-worker.ts';
import type { DecisionLog } from './decision-log.ts';
import type { DecisionRow } from './decision-rows.ts';
import type { Decision } from './engine/decision.ts';
import { engineDifference, type EngineDifference } from './engine-difference.ts';
import { Entities } from './engine/entities.ts';
import type { DecisionRequest } from './engine/policy-set.ts';
import type { CedarRequest } from './engine/request.ts';
import { askedOfOther, keepQuestion } from './kept-question.ts';
import { agree, askOracle, oracleQuestion, type OracleQuestion } from './oracle.ts';
import type { ReadyStore, Watch } from './ready-stores.ts';
import { changeSettings } from './store-settings.ts';

/** What a decision was asked by. */
export interface Asking {
  readonly operation: string;
  readonly call: Call;
}

interface Parts {
  readonly cedar: CedarWorker;
  readonly decisions: DecisionLog;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Share of the decisions that are compared where a policy store says nothing. */
  readonly compareShare: number;
  /** Told of a decision that Cedar's own engine makes otherwise. */
  readonly differed: (difference: EngineDifference) => void;
  /** Told when settings of a policy store were changed. */
  readonly changed: () => void;
}

/** What a candidate was asked since it is tried, by this process. */
export interface Tried {
  readonly asked: number;
  readonly differed: number;
}

/**
 * Decides for policy stores, and watches: what goes to the decision log, what a candidate in a shadow run would decide,
 * and for a share of the decisions what Cedar's own engine decides. Where that differs the policy store is decided by
 * Cedar's own engine from then on, and the log and a finding say so.
 */
export class Witness {
  private readonly parts: Parts;
  /** One question to Cedar's own engine at a time: it is slow, and the next will come. */
  private comparing = false;
  private readonly tried = new Map<string, { readonly since: string; asked: number; differed: number }>();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Throws `BadInput` when the question cannot be read. */
  decide(question: DecisionRequest, ready: ReadyStore, asking: Asking): Decision | Promise<Decision> {
    const { watch } = ready;
    if (watch?.settings.engine === 'cedar') return this.decideByCedar(question, { ready, watch, asking });
    const decision = ready.set.decide(question);
    if (watch !== undefined) this.see(question, decision, { ready, watch, asking });
    return decision;
  }

  /** What became of the candidate of a policy store. */
  triedOf(store: string, since: string): Tried {
    const tried = this.tried.get(store);
    return tried?.since === since ? tried : { asked: 0, differed: 0 };
  }

  private decideByCedar(question: DecisionRequest, seen: Seen): Decision | Promise<Decision> {
    const { ready } = seen;
    const asked = oracleQuestion(ready.set.requestOf(question), ready);
    if (asked === undefined) return ready.set.decide(question); // what Cedar's own engine cannot be asked
    return askOracle(asked, this.parts.cedar).then((decision) => {
      const candidate = this.askCandidate(question, decision, seen);
      if (differs(candidate, decision) || this.isSampled(seen.watch))
        this.parts.decisions.add(this.rowOf(ready.set.requestOf(question), { ...seen, decision, candidate }));
      return decision;
    });
  }

  private see(question: DecisionRequest, decision: Decision, seen: Seen): void {
    const { ready, watch } = seen;
    const candidate = this.askCandidate(question, decision, seen);
    const sampled = differs(candidate, decision) || this.isSampled(watch);
    const compared = !this.comparing && this.isIn(watch.settings.compareShare ?? this.parts.compareShare);
    if (!sampled && !compared) return;
    const request = ready.set.requestOf(question);
    const row = this.rowOf(request, { ...seen, decision, candidate });
    const asked = compared ? oracleQuestion(request, ready) : undefined;
    if (asked !== undefined) void this.compare(asked, { decision, row, sampled });
    else if (sampled) this.parts.decisions.add(row);
  }

  private askCandidate(question: DecisionRequest, decision: Decision, { ready, watch }: Seen): Decision | undefined {
    const { candidate, settings } = watch;
    if (candidate === undefined) return undefined;
    try {
      const other = candidate.set.decide(askedOfOther(question, ready.set, candidate.set));
      this.count(ready.row.id, settings.candidate?.since ?? '', !agree(decision, other));
      return other;
    } catch (error) {
      if (error instanceof Fault && error.code === 'BadInput') return undefined; // the candidate cannot read this one
      throw error;
    }
  }

  private count(store: string, since: string, differed: boolean): void {
    const known = this.tried.get(store);
    const tried = known?.since === since ? known : { since, asked: 0, differed: 0 };
    tried.asked += 1;
    if (differed) tried.differed += 1;
    this.tried.set(store, tried);
  }

  /** In the background: nobody waits for it. */
  private async compare(asked: OracleQuestion, { decision, row, sampled }: Compared): Promise<void> {
    this.comparing = true;
    try {
      const other = await askOracle(asked, this.parts.cedar);
      const alike = agree(decision, other);
      const both = { ...row, cedar_decision: answerOf(other).decision, cedar_determining: other.determining };
      if (sampled || !alike) this.parts.decisions.add(both);
      if (!alike) await this.alarm(both);
    } catch (error) {
      this.parts.log.warn({ policyStore: row.policy_store }, `A decision could not be compared: ${sentenceOf(error)}`);
      if (sampled) this.parts.decisions.add(row);
    } finally {
      this.comparing = false;
    }
  }

  private async alarm(row: DecisionRow): Promise<void> {
    const { store, clock, log, changed, differed } = this.parts;
    const message =
      `Yagura's engine decided ${row.decision} (${row.determining.join(', ') || 'no policy'}) where Cedar's own ` +
      `decides ${row.cedar_decision} (${row.cedar_determining.join(', ') || 'no policy'}). Cedar's own engine decides ` +
      'for this policy store from now on. Report the decision, then switch back with SetPolicyStoreSettings.';
    log.error({ policyStore: row.policy_store, decision: row }, message);
    differed(engineDifference(row));
    const difference = { at: clock.now().toISOString(), decisionId: row.id, message };
    await changeSettings(row.policy_store, store, (before) => ({ ...before, engine: 'cedar', difference }));
    changed();
  }

  private isSampled({ settings }: Watch): boolean {
    return this.isIn(settings.log.share);
  }

  private isIn(share: number): boolean {
    return share > 0 && (share >= 1 || this.parts.random() < share);
  }

  private rowOf(request: CedarRequest, { ready, watch, asking, decision, candidate }: Row): DecisionRow {
    const { text, redacted } = kept(request, watch);
    return {
      time: this.parts.clock.now().getTime(),
      id: randomUUID(),
      account: ready.row.account,
      policy_store: ready.row.id,
      revision: ready.row.revision,
      operation: asking.operation,
      caller: asking.call.caller.arn,
      principal: request.principal.written,
      action: request.action.written,
      resource: request.resource.written,
      decision: answerOf(decision).decision,
      determining: decision.determining,
      errors: decision.errors.map(({ policy, message }) => `${policy}: ${message}`),
      question: text,
      redacted,
      engine: watch.settings.engine,
      candidate_decision: candidate === undefined ? '' : answerOf(candidate).decision,
      candidate_determining: candidate?.determining ?? [],
      cedar_decision: '',
      cedar_determining: [],
    };
  }
}

/** Letters of a question that is kept with its entities. */
const mostLetters = 1_000_000;

/** A question that is too large is kept without entities, as if rules had left them out. */
function kept(request: CedarRequest, { redaction }: Watch): { readonly text: string; readonly redacted: boolean } {
  const whole = keepQuestion(request, redaction);
  if (whole.text.length <= mostLetters) return whole;
  return { text: keepQuestion({ ...request, entities: new Entities([]) }, redaction).text, redacted: true };
}

interface Seen {
  readonly ready: ReadyStore;
  readonly watch: Watch;
  readonly asking: Asking;
}

interface Row extends Seen {
  readonly decision: Decision;
  readonly candidate: Decision | undefined;
}

interface Compared {
  readonly decision: Decision;
  readonly row: DecisionRow;
  readonly sampled: boolean;
}

const differs = (candidate: Decision | undefined, decision: Decision): boolean =>
  candidate !== undefined && !agree(candidate, decision);
