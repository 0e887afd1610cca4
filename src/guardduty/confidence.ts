import type { Finding } from '#findings';

/**
 * How often findings of a kind are right when nobody has judged them yet, in percent, by their type; the first that fits
 * counts. An event of a log is a fact; a window counts; a list says what others saw; a baseline knows only what is usual.
 */
const kinds: readonly (readonly [RegExp, number])[] = [
  [/^AttackSequence:/, 90],
  [/AnomalousBehavior|Unusual|ConsoleLoginSuccess\.B$/, 50],
  [/\.Custom$/, 85],
  [/MaliciousIP|Tor(?:IPCaller|Client|Relay)|C&C|BitcoinTool|DropPoint|Blackhole|DomainRequest|DriveBy/, 65],
  [/^[^:]+:(?:EC2|Lambda)\/(?:Port|BruteForce|SSH|RDP|WinRM|DenialOfService|Spambot|DNSDataExfil|DGA)/, 70],
];
const singleEvent = 80;

/** Findings of a baseline that are not grave are those that surprised little. */
const grave: ReadonlySet<Finding['severity']> = new Set(['high', 'critical']);

/** From so many times on it is no chance. */
const often = 3;

/** How sure it is that what a finding says is so, from 0 to 100: by what people judged, else by its kind, its gravity and how often it was seen. */
export function confidenceOf({ type, severity, count, verdict }: Finding): number {
  if (verdict !== undefined) return verdict.is === 'false' ? 0 : 100;
  const kind = kinds.find(([pattern]) => pattern.test(type))?.[1] ?? singleEvent;
  const doubt = (100 - kind) * (count >= often ? 0.8 : 1);
  return Math.round(100 - (kind === 50 && grave.has(severity) ? doubt * 0.6 : doubt));
}
