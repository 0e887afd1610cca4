import type { Finding as GuardDutyFinding } from '@aws-sdk/client-guardduty';
import { lasting } from '#aws';
import type { Language } from '#kernel';
import type { Store } from '#store';
import type { Scope } from './detectors.ts';
import type { Place } from './finding.ts';
import { freshNow, readingOf, type Reading as ReadAt } from './fresh.ts';
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

type ReadyFindings = Map<string, Ready>;

/** Ready findings of a store, by language and by id, the longest unused first. */
const ready = new WeakMap<Store, Map<Language, ReadyFindings>>();

function readyIn({ store, language }: Reading): ReadyFindings {
  const languages = ready.get(store) ?? new Map<Language, ReadyFindings>();
  const known = languages.get(language) ?? new Map<string, Ready>();
  ready.set(store, languages.set(language, known));
  return known;
}

/**
 * Of these findings those that a detector sees, in GuardDuty's form and in the order of the ids. Scripts ask for the same
 * findings every minute: what was told once is kept, and looked at again only when something changed.
 */
export async function readFindings(
  ids: readonly string[],
  scope: Scope,
  context: Reading,
): Promise<Readonly<GuardDutyFinding>[]> {
  const known = readyIn(context);
  const isFresh = freshNow(context);
  const found = ids.map((id) => known.get(id));
  if (found.every((one) => one !== undefined && isFresh(one.read))) return seenBy(scope, found);
  const renewed = await renew(ids, known, context);
  for (const id of ids) {
    known.delete(id);
    const one = renewed.get(id);
    if (one !== undefined) known.set(id, one);
  }
  forget(known);
  return seenBy(
    scope,
    ids.map((id) => renewed.get(id)),
  );
}

function seenBy({ region, account }: Scope, found: readonly (Ready | undefined)[]): Readonly<GuardDutyFinding>[] {
  const isSeen = (one: Ready | undefined): one is Ready =>
    one !== undefined && one.place.region === region && (account ?? one.place.account) === one.place.account;
  return found.filter(isSeen).map(({ finding }) => finding);
}

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
