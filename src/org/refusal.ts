import type { Caller } from '#aws';

/** How AWS says that somebody may not do something: scripts look for these words. */
export const refusal = ({ arn }: Pick<Caller, 'arn'>, action: string, resource: string, reason: string): string =>
  `User: ${arn} is not authorized to perform: ${action} on resource: ${resource}${reason === '' ? '' : ` because ${reason}`}`;
