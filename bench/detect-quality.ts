/**
 * How well Yagura's own rules tell attacks from harmless work, on public data beside the checkout and on the
 * simulation. One table; below it every wrong answer by name, so that a rule can be mended.
 */
import type { Found, Judge } from '#detect';
import { describe, simulate, storyNames, type SimulationOptions, type TruthStep } from '#simulate';
import { answers, type Answers } from './quality/labelled.ts';
import { findingsOf, foundInFiles, grouped, lines, ownJudge, verdict, type Line } from './quality/judged.ts';
import { leftOut } from './quality/left-out.ts';
import { isReading, ownNames, plain, watchedCalls } from './quality/watched.ts';

interface Row {
  readonly measure: string;
  readonly asked: string;
  readonly got: string;
  readonly kept: boolean;
  /** What went wrong, each as a line. */
  readonly wrong?: readonly string[];
}

const seeds = [1, 2, 3, 4, 5];
const until = new Date('2026-11-20T03:00:00Z');
const week: Omit<SimulationOptions, 'seed'> = { days: 7, until };

async function main(): Promise<void> {
  const judge = await ownJudge();
  const labelled = answers(judge);
  const rows = [
    ...(await stratus(judge)),
    ...(labelled ? labelledRows(labelled) : []),
    ...(await harmless(judge)),
    ...(await covered(judge, 'traildiscover', 'one event per abused API')),
    ...(await covered(judge, 'splunk_examples', 'one event per API')),
    ...(await breach(judge)),
    ...(await watched()),
    ...(await incidents(judge)),
    ...(await quiet(judge, 'week', week.days ?? 7, seeds)),
    ...(await quiet(judge, 'month', 30, seeds.slice(0, 2))),
  ];
  print(rows);
  if (labelled) printExcluded(labelled);
}

function print(rows: readonly Row[]): void {
  console.table(rows.map(({ measure, asked, got, kept }) => ({ measure, asked, got, '': kept ? 'ok' : 'SHORT' })));
  for (const { measure, wrong = [] } of rows) {
    if (wrong.length === 0) continue;
    process.stdout.write(`\n${measure}:\n`);
    for (const line of wrong) process.stdout.write(`  ${line}\n`);
  }
}

function printExcluded({ excluded }: Answers): void {
  process.stdout.write('\nLabelled tests that are not about one event of a log that Yagura reads:\n');
  for (const [reason, count] of [...excluded].sort(([, a], [, b]) => b - a))
    process.stdout.write(`  ${String(count).padStart(4)}  ${reason}\n`);
}

const above = (severity: string, level: 'low' | 'medium'): boolean =>
  ['medium', 'high', 'critical'].includes(severity) && !(level === 'medium' && severity === 'medium');

/** Techniques that Stratus Red Team detonated: seen when the events of one make a finding. */
async function stratus(judge: Judge): Promise<Row[]> {
  const groups = grouped(lines('stratus_docs') ?? [], ({ src }) => src);
  const unseen: string[] = [];
  for (const [technique, own] of groups) {
    const found = await findingsOf(judge, eventsOf(own));
    if (!found.some(({ finding }) => finding.severity !== 'informational')) unseen.push(technique);
  }
  if (groups.size === 0) return [];
  const got = `${groups.size - unseen.length} of ${groups.size}`;
  return [
    {
      measure: 'Stratus techniques seen (low or above)',
      asked: 'at least 33 of 35',
      got,
      kept: unseen.length <= 2,
      wrong: unseen,
    },
  ];
}

function labelledRows({ mustMatch, missed, mustNot, fired, contradicted }: Answers): Row[] {
  const hits = 1 - missed.length / mustMatch;
  const rate = fired.length / mustNot;
  return [
    {
      measure: 'labelled events that must match',
      asked: '95 %',
      got: `${percent(hits)} of ${mustMatch}`,
      kept: hits >= 0.95,
      wrong: missed,
    },
    {
      measure: 'labelled events that must not',
      asked: 'at most 2 %',
      got: `${percent(rate)} of ${mustNot}`,
      kept: rate <= 0.02,
      wrong: fired,
    },
    {
      measure: '... that another label says must match',
      asked: '-',
      got: String(contradicted.length),
      kept: true,
      wrong: contradicted,
    },
  ];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** An inventory scan that harmed nobody. */
async function harmless(judge: Judge): Promise<Row[]> {
  const scan = lines('opensearch_catalog');
  if (scan === undefined) return [];
  const found = await findingsOf(judge, eventsOf(scan));
  const loud = found.filter(({ finding }) => above(finding.severity, 'low'));
  const touched = scan.filter(({ event }) => verdict(judge, 'cloudtrail', event).findings.length > 0);
  return [
    {
      measure: `findings above low on ${scan.length} harmless events`,
      asked: 'at most 5',
      got: `${loud.length} (${found.length} at any level, from ${touched.length} events)`,
      kept: loud.length <= 5,
      wrong: loud.map(({ finding }) => `${finding.severity} ${finding.type} ${finding.count}`),
    },
  ];
}

/**
 * Sets with one event per call, most of them refused and with made-up parameters: what the call would make had it
 * succeeded. `asks more`: a rule names the call and asks for parameters that the sample does not have.
 */
async function covered(judge: Judge, name: string, about: string): Promise<Row[]> {
  const set = lines(name);
  if (set === undefined) return [];
  const { shown, counted } = await ownNames();
  const named = new Set([...shown, ...counted]);
  const kinds = grouped(set, ({ event }) => kindOf(judge, event, named));
  const count = (kind: string): number => kinds.get(kind)?.length ?? 0;
  const told = ['finding', 'window', 'asks more', 'left out'].map((kind) => `${count(kind)} ${kind}`);
  return [
    {
      measure: `${name} (${about}), had it succeeded`,
      asked: 'seen or left out',
      got: `${told.join(', ')}, ${count('neither')} neither`,
      kept: count('neither') === 0,
      wrong: (kinds.get('neither') ?? []).map(({ src, event }) => `${src} ${String(event['eventName'])}`),
    },
  ];
}

function kindOf(judge: Judge, event: Line['event'], named: ReadonlySet<string>): string {
  const { errorCode: _code, errorMessage: _message, ...succeeded } = event;
  const { findings, signals } = verdict(judge, 'cloudtrail', succeeded);
  const name = plain(String(event['eventName']));
  if (findings.length > 0) return 'finding';
  if (signals.length > 0) return 'window';
  if (named.has(name)) return 'asks more';
  return leftOut[name] !== undefined || isReading(name) ? 'left out' : 'neither';
}

/** A web application whose instance role was stolen to empty a bucket. */
async function breach(judge: Judge): Promise<Row[]> {
  const events = lines('otrf_cloud_breach_s3');
  if (events === undefined) return [];
  const found = await findingsOf(judge, eventsOf(events));
  const loud = found.filter(({ finding }) => above(finding.severity, 'low'));
  const got = `${loud.length} findings above low`;
  return [{ measure: 'OTRF breach of a bucket', asked: 'found', got, kept: loud.length > 0 }];
}

/** Calls that public rules and collections watch: seen by an own rule, or left out for a reason. */
async function watched(): Promise<Row[]> {
  const calls = await watchedCalls();
  if (calls === undefined) return [];
  const { byFinding, byWindow, onPurpose, forgotten } = calls;
  return [
    {
      measure: 'calls that public rules and TrailDiscover watch',
      asked: 'seen or left out for a reason',
      got: `${byFinding.length} by a finding, ${byWindow.length} in windows, ${onPurpose.length} left out, ${forgotten.length} forgotten`,
      kept: forgotten.length === 0,
      wrong: forgotten,
    },
    { measure: '... left out on purpose', asked: '-', got: String(onPurpose.length), kept: true, wrong: onPurpose },
  ];
}

/** How many hostile steps pass until a finding above informational speaks of what was done in one of them. */
async function incidents(judge: Judge): Promise<Row[]> {
  const late: string[] = [];
  for (const story of storyNames) {
    for (const seed of seeds.slice(0, 2)) {
      const options = { ...week, seed, stories: [story] };
      const found = await foundInFiles(judge, simulate(options));
      const speaking = found.filter(({ finding }) => finding.severity !== 'informational');
      const steps = describe(options).truth.filter(({ hostile }) => hostile);
      const first = steps.findIndex((step) => speaking.some((one) => speaksOf(one, step)));
      if (first === -1 || first > 2)
        late.push(`${story}, seed ${seed}: ${first === -1 ? 'not found' : `step ${first + 1}`}`);
    }
  }
  const got = `${storyNames.length * 2 - late.length} of ${storyNames.length * 2}`;
  return [
    {
      measure: 'simulated incidents found in three hostile steps',
      asked: 'all',
      got,
      kept: late.length === 0,
      wrong: late,
    },
  ];
}

/** A finding speaks of a step by its calls, or by the machine that was used and the time: networks have no ids of events. */
function speaksOf({ finding, occurrences }: Found, step: TruthStep): boolean {
  if (occurrences.some(({ eventId }) => step.eventIDs.includes(eventId))) return true;
  const meanwhile = finding.firstSeen <= step.end && finding.lastSeen >= step.time;
  return meanwhile && finding.source !== 'cloudtrail' && step.machines.includes(finding.principal);
}

async function quiet(judge: Judge, name: string, days: number, seeds: readonly number[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const seed of seeds) {
    const found = await foundInFiles(judge, simulate({ ...week, days, seed, stories: [] }));
    const loud = found.filter(({ finding }) => above(finding.severity, 'medium'));
    const levels = grouped(found, ({ finding }) => finding.severity);
    const counts = [...levels].map(([level, own]) => `${own.length} ${level}`).join(', ');
    rows.push({
      measure: `quiet ${name}, seed ${seed}: findings above medium`,
      asked: 'at most 1',
      got: `${loud.length} (${counts})`,
      kept: loud.length <= 1,
      wrong: found
        .filter(({ finding }) => above(finding.severity, 'low'))
        .map(({ finding }) => `${finding.severity} ${finding.type} ${finding.principal} ${finding.count}`),
    });
  }
  return rows;
}

const eventsOf = (set: readonly Line[]): Line['event'][] => set.map(({ event }) => event);

await main();
