import { useSpeech } from '../i18n/language.tsx';
import { severityWords } from '../i18n/severity.ts';
import type { Level } from '../operations.ts';

/** Every severity, worst first; each is a class in look/, which knows its colours. */
export const severities = [
  { level: 'critical' },
  { level: 'high' },
  { level: 'medium' },
  { level: 'low' },
  { level: 'informational' },
] as const satisfies readonly { level: Level }[];

export function SeverityBadge({ level }: { level: Level }) {
  const { say } = useSpeech();
  return <span className={`severity ${level}`}>{say(severityWords[level])}</span>;
}
