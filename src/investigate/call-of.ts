/** `iam:CreateUser` from an event of CloudTrail; nothing from other logs. */
export function callOf(event: Record<string, unknown>): string[] {
  const { eventSource, eventName } = event;
  if (typeof eventSource !== 'string' || typeof eventName !== 'string') return [];
  return [`${eventSource.replace('.amazonaws.com', '')}:${eventName.replace(/\d{8}(v\d)?$/, '')}`];
}
