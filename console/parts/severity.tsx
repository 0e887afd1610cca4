import Badge, { type BadgeProps } from '@cloudscape-design/components/badge';
import type { Word } from '../i18n/en.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { Level } from '../operations.ts';

/** All that the page knows of a severity, worst first. Colours of the charts stand in page.css. */
export const severities = [
  { level: 'critical', badge: 'severity-critical', word: 'severity.critical' },
  { level: 'high', badge: 'severity-high', word: 'severity.high' },
  { level: 'medium', badge: 'severity-medium', word: 'severity.medium' },
  { level: 'low', badge: 'severity-low', word: 'severity.low' },
  { level: 'informational', badge: 'severity-neutral', word: 'severity.informational' },
] as const satisfies readonly { level: Level; badge: BadgeProps['color']; word: Word }[];

export function SeverityBadge({ level }: { level: Level }) {
  const { say } = useSpeech();
  const severity = severities.find((one) => one.level === level);
  return <Badge color={severity?.badge ?? 'grey'}>{severity === undefined ? level : say(severity.word)}</Badge>;
}
