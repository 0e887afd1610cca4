/**
 * The name under which a call is known: service:Action, from the two fields of a CloudTrail event.
 * Lambda and a few others write the version of their API into the event name (Invoke20150331v2); it is dropped.
 */
export function callName(service: string, action: string): string {
  const short = service.replace(/\.amazonaws\.com(\.cn)?$/i, '').toLowerCase();
  return `${short}:${action.replace(/(?:19|20)\d{6}(?:v\d+)?$/, '')}`;
}
