import type { Finding as GuardDutyFinding } from '@aws-sdk/client-guardduty';
import { findingOf, judgedOf, type Finding, type Judged } from '#findings';
import type { Store } from '#store';
import type { GuardDutyContext } from './context.ts';
import { documentFrom, type Document } from './document.ts';
import { guardDutyFinding, type Place, type Words } from './finding.ts';
import { everyFinding } from './listing.ts';

/** What findings are told with. */
export type Reading = Pick<GuardDutyContext, 'store' | 'clock' | 'language' | 'guideOf'>;

/** A finding's state, where it belongs, and in which words it is told. */
export interface State {
  readonly finding: Finding;
  readonly place: Place;
  readonly words: Words;
  /** What people judged of its rule. */
  readonly judged: Judged | undefined;
  /** Changes with anything of what is told. */
  readonly mark: string;
}

/** These findings in GuardDuty's form, whoever's they are, in the order of the ids. */
export async function readAnywhere(ids: readonly string[], context: Reading): Promise<GuardDutyFinding[]> {
  const [states, documents] = [await statesOf(ids, context), await documentsOf(ids, context.store)];
  return ids.flatMap((id) => {
    const state = states.get(id);
    return state === undefined ? [] : [findingIn(state, documents.get(id))];
  });
}

/** A finding in GuardDuty's form, made of its state and its document. */
export const findingIn = ({ finding, place, words, judged }: State, document = untold): GuardDutyFinding =>
  guardDutyFinding(finding, document, place, { words, judged });

const untold: Document = { Resource: {}, Service: {} };

/** What findings are now, by id; those that are not there are absent. */
export async function statesOf(ids: readonly string[], context: Reading): Promise<ReadonlyMap<string, State>> {
  if (ids.length === 0) return new Map();
  const rows = await everyFinding(context.store)
    .selectAll('f')
    .select(['g.account as place_account', 'g.region as place_region', 'g.made_of as made_of'])
    .where('f.id', 'in', ids)
    .execute();
  const judgements = await judgedOf(
    context.store,
    rows.map(({ rule }) => rule),
  );
  return new Map(
    rows.map(({ place_account: account, place_region: region, made_of, ...row }) => {
      const finding = findingOf(row);
      const words = wordsOf(finding, context);
      const judged = judgements.get(row.rule);
      const mark = JSON.stringify([Object.values(row), account, region, made_of, words, judged]);
      return [row.id, { finding, place: { account, region }, words, judged, mark }];
    }),
  );
}

/** What was kept of findings, by id. */
export async function documentsOf(ids: readonly string[], store: Store): Promise<ReadonlyMap<string, Document>> {
  if (ids.length === 0) return new Map();
  const rows = await everyFinding(store)
    .select(['f.id as id', 'd.document as document'])
    .where('f.id', 'in', ids)
    .execute();
  return new Map(rows.flatMap(({ id, document }) => (document === null ? [] : [[id, documentFrom(document)]])));
}

function wordsOf(finding: Finding, { language, guideOf }: Pick<GuardDutyContext, 'language' | 'guideOf'>): Words {
  const title = finding.title[language];
  return { title, description: guideOf(finding.rule)?.explain[language].how ?? title };
}
