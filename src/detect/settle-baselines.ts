import { setImmediate } from 'node:timers/promises';
import { callsIn, dayLength, learn, memoryDays, sightedIn, type CallsInLake, type Material } from '#baselines';
import { restate } from '#findings';
import { answersOf, alertsOf, type Answered } from './baseline-alerts.ts';
import { eventsAt } from './evidence.ts';
import { merged, piecesOf } from './hours.ts';
import type { DetectorParts } from './open-detector.ts';
import { hashOf, type Span } from './sheet.ts';

/**
 * Learns from the hours in which events came what is usual, and states anew what does not fit there. Where something
 * is learnt that was not known, what came in the days after is looked at again: late events change what was usual.
 * `again`: the spans may have been settled before and cut off.
 * INVARIANT: what is noticed depends on the events in the lake alone; an end in the middle misses nothing, since the
 * spans are settled again, and then a habit that is kept already counts as new.
 */
export async function settleBaselines(spans: readonly Span[], parts: DetectorParts, again = false): Promise<void> {
  const { beside, judge, lake } = parts;
  if (judge.book.baselines.length === 0 || beside === undefined) return;
  const calls: CallsInLake = { lake, eventKey: `toString(${hashOf('api_activity')})` };
  const pieces = await piecesOf('api_activity', spans, lake, callsAtOnce);
  const judgeCalls = async (piece: Span): Promise<void> =>
    state(piece, 'calls', await callsIn(piece, calls, beside), parts);
  let learnt = again;
  // Each looks back alone, so that it is judged as soon as it is learnt, while its calls are at hand.
  for (const piece of pieces) {
    learnt = (await learn(piece, calls, beside)) || learnt;
    await judgeCalls(piece);
  }
  if (pieces.length === 0) return;
  const judged = new Set(pieces.map(nameOf));
  const touched = merged(spans).map(({ from, to }) => ({ from, to: learnt ? to + memoryDays * dayLength : to }));
  for (const piece of await piecesOf('api_activity', touched, lake, callsAtOnce))
    if (!judged.has(nameOf(piece))) await judgeCalls(piece);
  const around = touched.map(({ from, to }) => ({ from: from - dayLength, to: to + dayLength }));
  for (const piece of await piecesOf('api_activity', around, lake))
    await state(piece, 'sightings', await sightedIn(piece, calls, beside), parts);
}

const nameOf = ({ from, to }: Span): string => `${from} ${to}`;

/** What so many calls tell is compared without a pause, and read as one answer of the lake. */
const callsAtOnce = 250_000;

async function state(span: Span, at: 'calls' | 'sightings', material: Material, parts: DetectorParts): Promise<void> {
  const { judge, lake } = parts;
  const answers: Answered[] = [];
  for (const answer of answersOf(judge.book, at, material, span)) {
    answers.push(answer);
    await setImmediate(); // others have their turn
  }
  const places = answers.flatMap(({ noticed }) => noticed.flatMap(({ evidence }) => evidence));
  const distinct = [...new Map(places.map((place) => [place.join(' '), place])).values()];
  const events = await eventsAt('api_activity', distinct, { lake, sources: judge.sources });
  for (const answer of answers) await restate(alertsOf(answer, events), { rules: [answer.rule.id], ...span }, parts);
}
