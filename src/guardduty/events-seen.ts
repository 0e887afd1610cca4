import { ownCalls } from '#sources';
import type { Scope } from './detectors.ts';
import type { GuardDutyContext } from './context.ts';

type Home = Pick<GuardDutyContext, 'homeAccount' | 'homeRegion'>;

/** The account of an event, in the engine's SQL: what comes without one is of Yagura's own. */
export const accountOfEvent = `if(account = '', {home:String}, toString(account))`;

/**
 * The condition, in the engine's SQL, that holds for the events that a detector sees, with its parameters. What comes
 * without a Region is of the home Region; calls to Yagura itself are nobody's.
 */
export function eventsSeen({ region, account }: Pick<Scope, 'region' | 'account'>, { homeAccount, homeRegion }: Home) {
  const whose = account === undefined ? '' : ` AND ${accountOfEvent} = {account:String}`;
  return {
    where: `source <> '${ownCalls}' AND region IN {regions:Array(String)}${whose}`,
    params: {
      regions: region === homeRegion ? [region, ''] : [region],
      home: homeAccount,
      ...(account === undefined ? {} : { account }),
    },
  };
}
