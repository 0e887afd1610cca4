import type { Finding } from '#findings';

/**
 * How often findings of a kind are right when nobody has judged them yet, in percent, by their type; the first that fits
 * counts. An event of a log is a fact; a window counts; a list says what others saw; a baseline knows only what is usual:
 * where it is `grave`, much surprised at once. Estimates of ours, to be replaced by what verdicts tell.
 */
const kinds: readonly (readonly [type: RegExp, percent: number, grave?: number])[] = [
  [/^AttackSequence:/, 90],
  [/AnomalousBehavior|Unusual|ConsoleLoginSuccess\.B$/, 50, 70],
  [/\.Custom$/, 85],
  [/MaliciousIP|Tor(?:IPCaller|Client|Relay)|C&C|BitcoinTool|DropPoint|Blackhole|DomainRequest|DriveBy/, 65],
  [/^[^:]+:(?:EC2|Lambda)\/(?:Port|BruteForce|SSH|RDP|WinRM|DenialOfService|Spambot|DNSDataExfil|DGA)/, 70],
];
const singleEvent = [/./, 80] as const;

const graveLevels: ReadonlySet<Finding['severity']> = new Set(['high', 'critical']);

/** From so many times on it is no chance. */
const often = 3;

/** How sure it is that what a finding says is so, from 0 to 100: by what people judged, else by its kind, its gravity and how often it was seen. */
export function confidenceOf({ type, severity, count, verdict }: Finding): number {
  if (verdict !== undefined) return verdict.is === 'false' ? 0 : 100;
  const [, percent, grave = percent] = kinds.find(([pattern]) => pattern.test(type)) ?? singleEvent;
  const doubt = 100 - (graveLevels.has(severity) ? grave : percent);
  return Math.round(100 - doubt * (count >= often ? 0.8 : 1));
}
