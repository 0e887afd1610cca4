import { tableNames } from '#sources';
import type { DetectorContext } from './detectors.ts';
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

async function hasEvent(
  { account, region }: Place,
  { lake, homeAccount, homeRegion }: DetectorContext,
): Promise<boolean> {
  const regions = region === homeRegion ? [region, ''] : [region];
  const whose = account === homeAccount ? '' : 'AND account = {account:String}';
  for (const table of tableNames) {
    const rows = await lake.rows<object>(
      `SELECT 1 FROM ${table} WHERE region IN {regions:Array(String)} ${whose} LIMIT 1`,
      { regions, account },
    );
    if (rows.length > 0) return true;
  }
  return false;
}
