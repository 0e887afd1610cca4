import Badge, { type BadgeProps } from '@cloudscape-design/components/badge';
import { useSpeech } from '../i18n/language.tsx';
import { severityWords } from '../i18n/severity.ts';
import type { Level } from '../operations.ts';

/** All that the page knows of a severity, worst first. Colours of the charts stand in page.css. */
export const severities = [
  { level: 'critical', badge: 'severity-critical' },
  { level: 'high', badge: 'severity-high' },
  { level: 'medium', badge: 'severity-medium' },
  { level: 'low', badge: 'severity-low' },
  { level: 'informational', badge: 'severity-neutral' },
] as const satisfies readonly { level: Level; badge: BadgeProps['color'] }[];

export function SeverityBadge({ level }: { level: Level }) {
  const { say } = useSpeech();
  const severity = severities.find((one) => one.level === level);
  return <Badge color={severity?.badge ?? 'grey'}>{severity === undefined ? level : say(severityWords[level])}</Badge>;
}
