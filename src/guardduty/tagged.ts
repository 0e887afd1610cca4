import type { Call } from '#aws';
import type { GuardDutyContext } from './context.ts';
import { destinationsOf } from './destinations.ts';
import { scopeOf } from './detectors.ts';
import { detectorArn } from './finding.ts';
import { refused } from './guardduty.ts';
import { setSorts } from './sets.ts';
import { tablesOf } from './tables.ts';

/** What can have tags, below a detector: the word in its ARN, and whether there is one of that name. */
const kinds: Readonly<Record<string, (detector: string, name: string, context: GuardDutyContext) => Promise<unknown>>> =
  {
    filter: (detector, name, { store }) =>
      tablesOf(store)
        .selectFrom('guardduty_filters')
        .select('name')
        .where('detector', '=', detector)
        .where('name', '=', name)
        .executeTakeFirst(),
    publishingDestination: async (detector, id, context) =>
      (await destinationsOf(detector, context)).some((one) => one.id === id),
    ...Object.fromEntries(
      Object.keys(setSorts).map((sort) => [
        sort,
        async (_detector: string, id: string, { lists }: GuardDutyContext) => (await lists.find(id))?.sort === sort,
      ]),
    ),
  };

/** The ARN, which must be that of the caller's detector or of something that it has. */
export async function taggedArn(arn: string, context: GuardDutyContext, call: Call): Promise<string> {
  const [, id, , kind, name] =
    /^arn:[\w-]+:guardduty:[\w-]+:\d{12}:detector\/([^/]+)(\/(\w+)\/([^/]+))?$/.exec(arn) ?? [];
  if (id === undefined) throw refused('the parameter resourceArn is no ARN of a GuardDuty resource');
  const { detector } = await scopeOf(id, call, context);
  const isThere =
    kind === undefined ? arn === detectorArn(detector) : await kinds[kind]?.(detector.id, name ?? '', context);
  if (isThere !== undefined && isThere !== false && arn.startsWith(detectorArn(detector))) return arn;
  throw refused('the parameter resourceArn names a resource that does not exist');
}
