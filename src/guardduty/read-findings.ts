import type { Finding as GuardDutyFinding } from '@aws-sdk/client-guardduty';
import { findingOf, type Finding } from '#findings';
import type { GuardDutyContext } from './context.ts';
import type { Scope } from './detectors.ts';
import { documentFrom, type Document } from './document.ts';
import { guardDutyFinding, type Words } from './finding.ts';
import { everyFinding, fitting } from './listing.ts';
import type { Store } from '#store';

type Reading = Pick<GuardDutyContext, 'store' | 'language' | 'guideOf'>;

/** Of these findings those that a detector sees, in GuardDuty's form and in the order of the ids. */
export const readFindings = (ids: readonly string[], scope: Scope, context: Reading): Promise<GuardDutyFinding[]> =>
  read(ids, fitting(scope, [], context.store), context);

/** These findings, whoever's they are. */
export const readAnywhere = (ids: readonly string[], context: Reading): Promise<GuardDutyFinding[]> =>
  read(ids, everyFinding(context.store), context);

async function read(
  ids: readonly string[],
  query: ReturnType<typeof everyFinding>,
  context: Reading,
): Promise<GuardDutyFinding[]> {
  if (ids.length === 0) return [];
  const rows = await query
    .selectAll('f')
    .select(['g.account as place_account', 'g.region as place_region', 'd.document as document'])
    .where('f.id', 'in', ids)
    .execute();
  const found = new Map(
    rows.map(({ place_account: account, place_region: region, document, ...row }) => {
      const finding = findingOf(row);
      const words = wordsOf(finding, context);
      return [row.id, guardDutyFinding(finding, parsed(document), { account, region }, words)];
    }),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Of these ids those that a detector sees. */
export async function idsSeen(ids: readonly string[], scope: Scope, store: Store): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await fitting(scope, [], store).select('f.id as id').where('f.id', 'in', ids).execute();
  return rows.map(({ id }) => id);
}

const parsed = (document: string | null): Document => documentFrom(document ?? '{"Resource":{},"Service":{}}');

export function wordsOf(
  finding: Finding,
  { language, guideOf }: Pick<GuardDutyContext, 'language' | 'guideOf'>,
): Words {
  const title = finding.title[language];
  return { title, description: guideOf(finding.rule)?.explain[language].how ?? title };
}
