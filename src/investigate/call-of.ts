import { callName } from '#attack';

/** `iam:CreateUser` from an event of CloudTrail; nothing from other logs. */
export function callOf(event: Record<string, unknown>): string[] {
  const { eventSource, eventName } = event;
  if (typeof eventSource !== 'string' || typeof eventName !== 'string') return [];
  return [callName(eventSource, eventName)];
}
