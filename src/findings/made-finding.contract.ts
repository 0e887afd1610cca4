import type { Finding, Occurrence } from './finding.ts';

const noon = '2026-03-10T12:00:00.000Z';

/** A finding for tests: one event of an unknown principal, that nobody judged; a test says what matters to it. */
export const madeFinding = (part: Partial<Finding> = {}): Finding => ({
  id: 'f1',
  rule: 'r1',
  type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
  title: { en: 'Logging was switched off', ja: '記録が止められました' },
  severity: 'high',
  account: '111122223333',
  region: 'us-east-1',
  source: 'cloudtrail',
  principal: '',
  resource: '',
  count: 1,
  firstSeen: noon,
  lastSeen: noon,
  createdAt: noon,
  updatedAt: noon,
  archived: false,
  tactics: [],
  techniques: [],
  ...part,
});

/** One time that it was seen: a call, unless the table says otherwise. */
export const madeOccurrence = (event: Record<string, unknown> = {}, part: Partial<Occurrence> = {}): Occurrence => ({
  time: noon,
  eventId: 'e1',
  table: 'api_activity',
  file: 'calls.json',
  position: 1,
  matched: [],
  event,
  ...part,
});
