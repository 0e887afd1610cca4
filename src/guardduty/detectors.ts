import type { Call } from '#aws';
import type { Store } from '#store';
import type { GuardDutyContext } from './context.ts';
import { detectorIdOf, type Place } from './finding.ts';
import { isFresh, readingOf, type Reading } from './fresh.ts';
import { refused } from './guardduty.ts';
import { hasData } from './has-data.ts';
import { tablesOf, type DetectorRow } from './tables.ts';

export type DetectorContext = Pick<GuardDutyContext, 'store' | 'lake' | 'clock' | 'homeAccount' | 'homeRegion'>;

/** What a detector sees: its Region, and its account alone or, in Yagura's own account, every account. */
export interface Scope {
  readonly detector: DetectorRow;
  readonly region: string;
  /** Absent for all accounts. */
  readonly account: string | undefined;
}

/**
 * The caller's detector, which must be the one with this id. Throws GuardDuty's own words for one that is another
 * account's, of another Region, or not there.
 */
export async function scopeOf(detectorId: string, call: Call, context: DetectorContext): Promise<Scope> {
  const detector = await detectorAt(placeOf(call), context);
  if (detector?.id !== detectorId) throw refused('the input detectorId is not owned by the current account');
  return { detector, region: detector.region, account: accountSeen(call, context) };
}

export const placeOf = ({ caller, region }: Call): Place => ({ account: caller.account, region });

/** People of Yagura's own account see all accounts, as a delegated administrator does, but for a mere member of it. */
const accountSeen = ({ caller }: Call, { homeAccount }: DetectorContext): string | undefined =>
  caller.account === homeAccount && caller.role !== 'member' ? undefined : caller.account;

/** The detector of an account and Region: one that somebody made, or the one that came with their data. */
export async function detectorAt(place: Place, context: DetectorContext): Promise<DetectorRow | undefined> {
  const known = remembered.get(context.store) ?? new Map<string, Remembered>();
  remembered.set(context.store, known);
  const id = detectorIdOf(place);
  const last = known.get(id);
  if (last !== undefined && isFresh(last.read, context)) return last.detector;
  const read = readingOf(context);
  const detector = await readDetector(place, context);
  // Whoever asks for Regions without end finds nothing there.
  if (detector !== undefined) known.set(id, { read, detector });
  return detector;
}

interface Remembered {
  readonly read: Reading;
  readonly detector: DetectorRow;
}

const remembered = new WeakMap<Store, Map<string, Remembered>>();

async function readDetector(place: Place, context: DetectorContext): Promise<DetectorRow | undefined> {
  const known = await knownDetector(place, context);
  if (known !== undefined) return known.deleted === 1 ? undefined : known;
  if (!(await hasData(place, context))) return undefined;
  await saveDetector(newDetector(place, context.clock.now().getTime()), context);
  return knownDetector(place, context);
}

const knownDetector = (place: Place, { store }: DetectorContext): Promise<DetectorRow | undefined> =>
  tablesOf(store)
    .selectFrom('guardduty_detectors')
    .selectAll()
    .where('id', '=', detectorIdOf(place))
    .executeTakeFirst();

export const newDetector = (place: Place, now: number): DetectorRow => ({
  id: detectorIdOf(place),
  ...place,
  enabled: 1,
  deleted: 0,
  frequency: 'SIX_HOURS',
  features: '{}',
  client_token: '',
  created_at: now,
  updated_at: now,
});

/** Writes a detector, over the one that was there before. */
export async function saveDetector(row: DetectorRow, { store }: Pick<DetectorContext, 'store'>): Promise<void> {
  const { id: _, ...rest } = row;
  await tablesOf(store)
    .insertInto('guardduty_detectors')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
    .execute();
}
