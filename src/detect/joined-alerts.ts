import { levels } from '#attack';
import { findingIdOf, type Alert } from '#findings';
import { grouped } from '#kernel';

/**
 * Alerts of one finding in one window are one, with the events of all; the gravest of them says what was measured.
 * INVARIANT: what becomes of them does not depend on the order in which a query gave them, or asking again would
 * change a finding of which nothing new came.
 */
export const joinedAlerts = (all: readonly Alert[]): Alert[] => [...grouped(all, keyOf).values()].flatMap(joined);

const keyOf = ({ time, claims: [claim] }: Alert): string =>
  claim === undefined ? '' : `${claim.rule} ${time} ${findingIdOf(claim)}`;

function joined(alerts: readonly Alert[]): Alert[] {
  const [first, ...others] = alerts.toSorted(gravestFirst);
  const claims = [first, ...others].flatMap((alert) => alert?.claims ?? []);
  return first === undefined || claims.length === 0 ? [] : [{ ...first, claims }];
}

/** Of equally grave ones that whose events began first. */
function gravestFirst(a: Alert, b: Alert): number {
  const [[one], [other]] = [a.claims, b.claims];
  if (one === undefined || other === undefined) return 0;
  return (
    levels.indexOf(other.severity) - levels.indexOf(one.severity) ||
    one.event.time - other.event.time ||
    Number(a.measured.en > b.measured.en) - Number(a.measured.en < b.measured.en)
  );
}
