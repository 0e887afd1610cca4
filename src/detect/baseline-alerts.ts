import { levels, type Level } from '#attack';
import { study, type Material, type Noticed } from '#baselines';
import type { Alert } from '#findings';
import { questionOf, type BaselineRule } from './baseline-rule.ts';
import type { Claimed, RuleBook } from './book.ts';
import type { Delivered } from './detector.ts';
import { joinedAlerts } from './joined-alerts.ts';
import type { Span } from './sheet.ts';

/** What a rule over baselines noticed in a span. */
export interface Answered {
  readonly rule: BaselineRule;
  readonly claimed: Claimed;
  readonly noticed: readonly Noticed[];
}

/** Asks every rule whose study looks at this kind of material; each takes the processor for a moment. */
export function* answersOf(
  book: RuleBook,
  at: 'calls' | 'sightings',
  material: Material,
  span: Span,
): Generator<Answered> {
  for (const rule of book.baselines) {
    const claimed = book.claimed(rule.id);
    if (claimed === undefined || study(rule.of).at !== at) continue;
    const noticed = study(rule.of)
      .ask(questionOf(rule), material)
      .filter(({ time }) => time >= span.from && time < span.to);
    yield { rule, claimed, noticed };
  }
}

/** What was noticed, as alerts with the events that show it. `events` are those of the evidence, by their key. */
export const alertsOf = ({ claimed, noticed }: Answered, events: ReadonlyMap<string, Delivered>): Alert[] =>
  joinedAlerts(noticed.flatMap((one) => alertOf(one, claimed, events)));

function alertOf(noticed: Noticed, claimed: Claimed, events: ReadonlyMap<string, Delivered>): Alert[] {
  const { id: rule, type, title, tactics, techniques } = claimed;
  const { principal, resource, account, region, subject, time, until, measured } = noticed;
  const severity = noticed.sure ? claimed.severity : oneLower(claimed.severity);
  const shared = { rule, type, title, severity, tactics, techniques, account, region, principal, resource, subject };
  const anomaly = noticed.anomaly === undefined ? {} : { anomaly: JSON.stringify(noticed.anomaly) };
  const claims = noticed.evidence.flatMap(([, key]) => {
    const delivered = events.get(key);
    return delivered === undefined ? [] : [{ ...shared, ...anomaly, matched: [...matched], ...delivered }];
  });
  // Without any the events were dropped by age in the meantime.
  return claims.length === 0 ? [] : [{ time, until, measured, interface: '', claims }];
}

const matched = ['eventName', 'sourceIPAddress', 'userAgent', 'awsRegion'] as const;

const oneLower = (level: Level): Level => levels[Math.max(0, levels.indexOf(level) - 1)] ?? level;
