import type { Claim } from '#findings';
import type { Lists } from '#intel';
import { ownCalls } from '#sources';
import { isOn } from './features.ts';
import { detectorIdOf, type Place } from './finding.ts';
import { tablesOf, type DetectorRow } from './tables.ts';
import type { TellContext } from './told.ts';
import { remoteAddressOf } from './remote-of.ts';

export type AdmitContext = Pick<TellContext, 'store' | 'homeAccount' | 'homeRegion'> & { readonly lists: Lists };

/**
 * The claims of which findings are made: not those of an account and Region whose detector, or whose feature, was
 * switched off, and not those about an address on a trusted list. DNS queries are not looked up there, as in GuardDuty.
 * INVARIANT: what was done to Yagura itself is always told: whoever switches a detector off, or trusts their own
 * address, would otherwise hide just that.
 */
export async function admit(claims: readonly Claim[], context: AdmitContext): Promise<readonly Claim[]> {
  const off = await switchedOff(context);
  return claims.filter((claim) => {
    if (claim.event.source === ownCalls) return true;
    const place = placeOf(claim, context);
    const detector = off.get(detectorIdOf(place));
    const isWatched = detector === undefined || isOn(featureOf(claim), detector);
    return isWatched && !isTrusted(claim, place, context);
  });
}

/** Detectors of which something is off: there are few, and mostly none. */
async function switchedOff({ store }: AdmitContext): Promise<ReadonlyMap<string, DetectorRow>> {
  const rows = await tablesOf(store)
    .selectFrom('guardduty_detectors')
    .selectAll()
    .where((or) => or.or([or('enabled', '=', 0), or('features', 'like', '%false%')]))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

const placeOf = ({ account, region }: Claim, { homeAccount, homeRegion }: AdmitContext): Place => ({
  account: account || homeAccount,
  region: region || homeRegion,
});

function featureOf({ event: { table, columns }, type }: Claim) {
  if (table === 'dns_activity') return 'DNS_LOGS';
  if (table === 'network_activity') return type.includes(':Lambda/') ? 'LAMBDA_NETWORK_LOGS' : 'FLOW_LOGS';
  return columns['category'] === 'Data' && columns['service'] === 's3.amazonaws.com' ? 'S3_DATA_EVENTS' : 'CLOUD_TRAIL';
}

/** Lists of the account itself hold for it, those of Yagura's own account for all. */
function isTrusted({ event }: Claim, { account, region }: Place, { lists, homeAccount }: AdmitContext): boolean {
  const address = remoteAddressOf(event);
  return lists
    .addressIn(address)
    .some(
      ({ list }) => list.kind === 'trusted' && list.region === region && [account, homeAccount].includes(list.account),
    );
}
