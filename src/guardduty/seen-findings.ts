import type { Finding as GuardDutyFinding } from '@aws-sdk/client-guardduty';
import { lasting } from '#aws';
import type { Store } from '#store';
import type { Scope } from './detectors.ts';
import type { Place } from './finding.ts';
import { isFresh, readingOf, type Reading as ReadAt } from './fresh.ts';
import { fitting } from './listing.ts';
import { documentsOf, findingIn, statesOf, type Reading } from './read-findings.ts';

/** Findings kept ready; one takes some five thousand bytes. */
const most = 4000;

/** A finding as it was told last. */
interface Ready {
  readonly read: ReadAt;
  readonly mark: string;
  readonly place: Place;
  readonly finding: GuardDutyFinding;
}

/** Ready findings of a store, by language and id, the longest unused first. */
const ready = new WeakMap<Store, Map<string, Ready>>();

/**
 * Of these findings those that a detector sees, in GuardDuty's form and in the order of the ids. Scripts ask for the same
 * findings every minute: what was told once is kept, and looked at again only when something changed.
 */
export async function readFindings(
  ids: readonly string[],
  scope: Scope,
  context: Reading,
): Promise<Readonly<GuardDutyFinding>[]> {
  const known = ready.get(context.store) ?? new Map<string, Ready>();
  ready.set(context.store, known);
  const keyOf = (id: string): string => `${context.language} ${id}`;
  const found = new Map<string, Ready>();
  for (const id of ids) {
    const one = known.get(keyOf(id));
    if (one !== undefined) found.set(id, one);
  }
  const stale = ids.filter((id) => !isFreshIn(found.get(id), context));
  if (stale.length > 0) {
    const renewed = await renew(stale, found, context);
    for (const id of stale) {
      found.delete(id);
      known.delete(keyOf(id));
    }
    for (const [id, one] of renewed) {
      found.set(id, one);
      known.set(keyOf(id), one);
    }
    forget(known);
  }
  return ids.flatMap((id) => seenOf(found.get(id), scope));
}

const isFreshIn = (one: Ready | undefined, context: Reading): boolean =>
  one !== undefined && isFresh(one.read, context);

const seenOf = (one: Ready | undefined, { region, account }: Scope): Readonly<GuardDutyFinding>[] =>
  one !== undefined && one.place.region === region && (account ?? one.place.account) === one.place.account
    ? [one.finding]
    : [];

/** Reads the states anew; only what is told otherwise than before is made anew. */
async function renew(
  ids: readonly string[],
  before: ReadonlyMap<string, Ready>,
  context: Reading,
): Promise<ReadonlyMap<string, Ready>> {
  const read = readingOf(context);
  const states = await statesOf(ids, context);
  const changed = [...states].filter(([id, { mark }]) => before.get(id)?.mark !== mark).map(([id]) => id);
  const documents = await documentsOf(changed, context.store);
  return new Map(
    [...states].map(([id, state]) => {
      const { mark, place } = state;
      const known = before.get(id);
      const finding = known?.mark === mark ? known.finding : lasting(findingIn(state, documents.get(id)));
      return [id, { read, mark, place, finding }];
    }),
  );
}

function forget(known: Map<string, Ready>): void {
  for (const key of known.keys()) {
    if (known.size <= most) return;
    known.delete(key);
  }
}

/** Of these ids those that a detector sees. */
export async function idsSeen(ids: readonly string[], scope: Scope, store: Store): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await fitting(scope, [], store).select('f.id as id').where('f.id', 'in', ids).execute();
  return rows.map(({ id }) => id);
}
