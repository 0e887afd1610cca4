import type { Guide, Knowledge, NextStep, Position } from '#attack';
import { isSequence, type Finding, type Judged, type Occurrence } from '#findings';
import type { Geography } from '#intel';
import type { Text } from '#kernel';
import { actorOf, type Actor } from './actor.ts';
import type { Answers } from './answers.ts';
import { callOf } from './call-of.ts';
import { confidenceSentence } from './confidence.ts';
import { genericGuide } from './generic-guide.ts';
import { handedOver } from './handed-over.ts';
import { allRefused, here } from './here.ts';
import type { Surroundings } from './surroundings.ts';
import { withEarlierKeys } from './earlier-keys.ts';
import { factsOf } from './place.ts';
import { newestCall } from './newest-call.ts';
import { respond } from './respond.ts';
import { severitySentence } from './severity.ts';
import { whoSentence } from './who.ts';

/** What the answers are made from. */
export interface Explaining {
  readonly knowledge: Knowledge;
  /** The guide of a rule; other people's rules have none. */
  guideOf(rule: string): (Pick<Guide, 'explain' | 'respond' | 'weigh'> & { readonly description?: string }) | undefined;
  readonly surroundings: Surroundings;
  readonly geography: Geography;
  /** What people judged of the finding's rule. */
  readonly judged?: Judged | undefined;
}

/**
 * The five answers of a finding: who, why, how, next, do. `events` are its newest occurrences, at least one.
 * INVARIANT: none is ever empty, also for other people's rules, which bring no explanation.
 */
export async function explain(
  finding: Finding,
  events: readonly Occurrence[],
  explaining: Explaining,
): Promise<Answers> {
  const { knowledge, surroundings } = explaining;
  const newest = telling(finding, events);
  const actor = newest === undefined ? unknownActor : actorOf(newest);
  const place = explaining.geography.placeOf(actor.address);
  const own = explaining.guideOf(finding.rule);
  const guide = own ?? genericGuide(finding, knowledge);
  const [lineage, measured, around] = await Promise.all([
    surroundings.lineage(actor.accessKey, Date.parse(newest?.time ?? finding.lastSeen)),
    surroundings.measured(finding.id),
    surroundings.activity(finding.principal, Date.parse(finding.firstSeen) - hour, Date.parse(finding.lastSeen) + hour),
  ]);
  return {
    who: {
      sentence: whoSentence(finding, actor, place),
      facts: [...actor.facts, ...factsOf(place)],
      lineage: lineage.map((link) => ({ ...link, said: handedOver(link) })),
    },
    why: {
      sentence: both(guide.explain, 'why'),
      here: here(finding, events, around),
      refused: allRefused(events),
      severity: severitySentence(finding, own?.weigh, events),
      confidence: confidenceSentence(finding, explaining.judged),
    },
    how: {
      sentence: joined(both(guide.explain, 'how'), measured.en === '' ? newestCall(finding, newest) : measured),
      techniques: techniquesOf(finding, knowledge),
      events: [...events],
    },
    next: await next(finding, events, explaining),
    do: withEarlierKeys(respond(guide.respond, actor, { session: actor.session, ...newest?.event }), lineage),
  };
}

/** The event that tells who acts and what is to be done: of an attack the newest call, for traffic has no credentials. */
const telling = ({ type }: Finding, events: readonly Occurrence[]): Occurrence | undefined =>
  (isSequence(type) ? events.find(({ table }) => table === 'api_activity') : undefined) ?? events[0];

const hour = 3_600_000;

const unknownActor: Actor = {
  table: '',
  kind: '',
  arn: '',
  id: '',
  name: '',
  session: '',
  accessKey: '',
  address: '',
  agent: '',
  account: '',
  facts: [],
};

/** What a rule looks for, and what it measured this time. */
const joined = (told: Text, measured: Text): Text => ({
  en: [told.en, measured.en].filter(Boolean).join(' '),
  ja: told.ja + measured.ja,
});

const both = (explanation: Guide['explain'], name: 'why' | 'how'): Text => ({
  en: explanation.en[name],
  ja: explanation.ja[name],
});

function techniquesOf(finding: Finding, knowledge: Knowledge): Answers['how']['techniques'] {
  return finding.techniques.flatMap((id) => {
    const technique = knowledge.technique(id);
    const own = technique?.tactics ?? [];
    const named = own.find((slug) => finding.tactics.includes(slug)) ?? own[0] ?? finding.tactics[0] ?? '';
    const tactic = knowledge.tactic(named);
    return technique && tactic ? [{ id, name: technique.name, tactic: tactic.name, about: technique.about }] : [];
  });
}

async function next(
  finding: Finding,
  events: readonly Occurrence[],
  { knowledge, surroundings }: Explaining,
): Promise<Answers['next']> {
  const calls = [...new Set(events.flatMap(({ event }) => callOf(event)))];
  const steps = stepsFrom(
    { tactics: finding.tactics, techniques: finding.techniques, calls, refused: allRefused(events) },
    knowledge,
  );
  const seen = await surroundings.calls(
    finding,
    steps.map(({ log }) => log),
    Date.parse(finding.firstSeen),
  );
  return steps.map(({ step, log }) => ({ step, log, ...(seen.get(log) ?? never) }));
}

const never = { seen: 0, refused: 0 };

/** A rule that names no tactic says nothing of where the attacker stands: then what follows a first foothold. */
function stepsFrom(position: Position, knowledge: Knowledge): readonly NextStep[] {
  const steps = knowledge.nextSteps(position);
  return steps.length > 0
    ? steps
    : knowledge.nextSteps({ tactics: ['initial-access', 'discovery'], refused: position.refused ?? false });
}
