import { scopeOf } from '../detectors.ts';
import { guardduty, refused } from '../guardduty.ts';
import { hasData } from '../has-data.ts';

/** Source: `AccountIds` of `GetRemainingFreeTrialDays` in the client package. */
const most = 50;

/** Nothing is tried and then paid for here: for every feature that Yagura has no day of a trial is left, nor ends one. */
const none = { FreeTrialDaysRemaining: 0 };
const trial = {
  Features: (['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS', 'S3_DATA_EVENTS'] as const).map((Name) => ({ Name, ...none })),
  DataSources: { CloudTrail: none, DnsLogs: none, FlowLogs: none, S3Logs: none },
};

export default guardduty.operation('GetRemainingFreeTrialDays', async ({ DetectorId, AccountIds }, context, call) => {
  const { region, account: own } = await scopeOf(DetectorId, call, context);
  if (AccountIds.length < 1 || AccountIds.length > most)
    throw refused(`the parameter accountIds holds ${AccountIds.length} accounts, and must hold 1 to ${most}`);
  const seen = new Set<string>();
  for (const account of AccountIds)
    if ((own ?? account) === account && (await hasData({ account, region }, context))) seen.add(account);
  return {
    Accounts: AccountIds.filter((id) => seen.has(id)).map((AccountId) => ({ AccountId, ...trial })),
    UnprocessedAccounts: AccountIds.filter((id) => !seen.has(id)).map((AccountId) => ({
      AccountId,
      Result: 'The request is rejected because the account is not one that this detector sees.',
    })),
  };
});
