import { tableNames } from '#sources';
import type { DetectorContext } from './detectors.ts';
import { eventsSeen } from './events-seen.ts';
import type { Place } from './finding.ts';
import { tablesOf } from './tables.ts';

/**
 * Whether anything came from an account and Region: a finding, or an event. Yagura's own account has what any account
 * has, and what comes without a Region is of the home Region.
 */
export async function hasData(place: Place, context: DetectorContext): Promise<boolean> {
  return (await hasFinding(place, context)) || (await hasEvent(place, context));
}

async function hasFinding({ account, region }: Place, { store, homeAccount }: DetectorContext): Promise<boolean> {
  let query = tablesOf(store).selectFrom('guardduty_findings').select('id').where('region', '=', region);
  if (account !== homeAccount) query = query.where('account', '=', account);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}

/** Who calls Yagura has no data for that: their calls to it are its own record. */
async function hasEvent({ account, region }: Place, { lake, ...home }: DetectorContext): Promise<boolean> {
  const of = account === home.homeAccount ? undefined : account;
  const { where, params } = eventsSeen({ region, account: of }, home);
  for (const table of tableNames) {
    const rows = await lake.rows<object>(`SELECT 1 FROM ${table} WHERE ${where} LIMIT 1`, params);
    if (rows.length > 0) return true;
  }
  return false;
}
