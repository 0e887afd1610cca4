import { setImmediate } from 'node:timers/promises';
import { grouped } from '#kernel';
import { anomalyOf } from './anomaly.ts';
import { actorOf, bucketArn, hourLength, type Behaviour } from './behaviour.ts';
import { topicOf, type Topic } from './calls-of-tactics.ts';
import type { Material, Noticed, Study } from './question.ts';
import { scoreOf, type Score } from './score.ts';
import { surpriseSentence } from './surprise-sentence.ts';
import { traitsOf } from './traits.ts';

/** A behaviour that does not fit, and how much. */
export interface Surprising {
  readonly behaviour: Behaviour;
  readonly topic: Topic;
  readonly score: Score;
}

const mostEvidence = 25;

/**
 * Calls that fit neither their caller nor those around: several aspects at once are unusual. One finding for each
 * caller, hour and topic, which the most surprising of its calls explains.
 */
export const surprisingCalls: Study = (question, material) => {
  const [enough, sure] = [question.threshold('bits'), question.threshold('sureBits')];
  const own = surprisingIn(material).filter(({ topic, score }) => topic === question.about && score.bits >= enough);
  return groupsOf(own).map((group) => noticed(group, { enough, sure }));
};

const scored = new WeakMap<Material, readonly Surprising[]>();

/** Scores every behaviour of a span once, for all questions. */
function surprisingIn(material: Material): readonly Surprising[] {
  const known = scored.get(material) ?? surprisingAmong(material.behaviours, material);
  scored.set(material, known);
  return known;
}

/** The same before anybody asks, a few thousand at a time: others have their turn between them. */
export async function scoreInTurns(material: Material): Promise<void> {
  const found: Surprising[][] = [];
  for (let from = 0; from < material.behaviours.length; from += atOnce) {
    found.push(surprisingAmong(material.behaviours.slice(from, from + atOnce), material));
    await setImmediate();
  }
  scored.set(material, found.flat());
}

/** Some 20 ms of work. */
const atOnce = 2000;

const surprisingAmong = (behaviours: readonly Behaviour[], material: Material): Surprising[] =>
  behaviours.flatMap((behaviour) => {
    const topic = topicOf(behaviour, material.knowledge);
    if (topic === undefined || behaviour.places.length === 0 || setsUpBucket(behaviour, topic, material)) return [];
    const score = scoreOf(behaviour, traitsOf(behaviour, material.geography), material.habits);
    return score !== undefined && isConvincing(score) ? [{ behaviour, topic, score }] : [];
  });

/** Rights and lifecycles of a bucket that the caller made within the hour: nothing of anybody is in it yet. */
const setsUpBucket = (behaviour: Behaviour, topic: Topic, material: Material): boolean =>
  (topic === 's3-permission' || topic === 's3-delete') && bucketsMadeIn(material).has(bucketMade(behaviour));

const bucketMade = (behaviour: Behaviour): string =>
  `${behaviour.hour} ${behaviour.account} ${actorOf(behaviour)} ${behaviour.bucket}`;

const bucketsMade = new WeakMap<Material, ReadonlySet<string>>();

function bucketsMadeIn(material: Material): ReadonlySet<string> {
  const known = bucketsMade.get(material);
  if (known !== undefined) return known;
  const calls = material.behaviours.filter(({ action, error }) => action === 'CreateBucket' && error === '');
  const made = new Set(calls.map(bucketMade));
  bucketsMade.set(material, made);
  return made;
}

/**
 * One thing that is new, or two of one kind, are no attack: people learn, programs are released. What counts is that
 * another place or tool comes together with other deeds; or, for callers that never move, both another place and tool.
 */
function isConvincing({ unusual }: Score): boolean {
  const bitsOf = (name: string): number => unusual.find(({ aspect }) => aspect === name)?.bits ?? 0;
  const [where, tool] = [bitsOf('where'), bitsOf('with')];
  const deeds = ['what', 'region', 'bucket', 'amount'].filter((name) => bitsOf(name) > 0).length;
  return (where + tool > 0 && deeds > 0 && unusual.length >= 3) || (where >= 6 && tool >= 5);
}

function groupsOf(surprising: readonly Surprising[]): Surprising[][] {
  const groups = grouped(surprising, ({ behaviour }) => `${behaviour.hour} ${behaviour.account} ${actorOf(behaviour)}`);
  return [...groups.values()].map((group) => group.toSorted(mostSurprisingFirst));
}

/** INVARIANT: the order depends on what was done alone, not on how it was read. */
const mostSurprisingFirst = (a: Surprising, b: Surprising): number =>
  b.score.bits - a.score.bits ||
  a.behaviour.first - b.behaviour.first ||
  (a.behaviour.action < b.behaviour.action ? -1 : 1);

function noticed(group: readonly Surprising[], { enough, sure }: { enough: number; sure: number }): Noticed {
  const [worst] = group;
  if (worst === undefined) throw new Error('A group of nothing.');
  const { behaviour, score } = worst;
  const evidence = group.flatMap(({ behaviour: { places } }) => places).slice(0, mostEvidence);
  return {
    time: behaviour.hour,
    until: behaviour.hour + hourLength,
    subject: actorOf(behaviour),
    principal: behaviour.principal,
    account: behaviour.account,
    region: '',
    resource: bucketArn(behaviour),
    sure: score.bits >= sure,
    evidence,
    measured: surpriseSentence(group, enough),
    anomaly: anomalyOf(group),
  };
}
