import { locatorOf, type Sheet } from './sheet.ts';

/**
 * Calls of CloudTrail with the columns of `api_activity`, but for services that act for themselves. `actor` is the
 * session, or the user; `from_outside` is 1 for an address of the internet, `family` tells IPv4 from IPv6.
 */
export const callSheet: Sheet = {
  table: 'api_activity',
  stage: ({ from, to }, { lake }) =>
    lake.stage(
      `SELECT time, account, region, service, action, principal_type, principal, principal_account, user_name, session, session_arn,
         access_key, issued_key, address, agent, error, error_message, read_only, mfa, resource, event_type, category,
         if(session_arn = '', principal, session_arn) AS actor,
         if(isIPv4String(address), 4, if(isIPv6String(address), 6, 0)) AS family,
         family != 0 AND NOT match(address, '^(10|127|192\\\\.168|169\\\\.254|172\\\\.(1[6-9]|2[0-9]|3[01])|100\\\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))\\\\.|^f[cd][0-9a-f]{2}:|^::1$') AS from_outside,
         ${locatorOf('api_activity')} AS locator
       FROM api_activity WHERE time >= fromUnixTimestamp64Milli(${from}) AND time < fromUnixTimestamp64Milli(${to})
       AND principal_type NOT IN ('AWSService', 'AWSAccount') AND event_type NOT IN ('AwsServiceEvent', 'AwsCloudTrailInsight')`,
      ['time'],
    ),
  stranger: ({ account, region, address }) => ({
    account: textIn(account),
    region: textIn(region),
    value: textIn(address),
  }),
  contacts: (table) =>
    `SELECT DISTINCT toStartOfDay(time) AS day, account, region, address AS value FROM ${table} WHERE from_outside`,
};

const textIn = (cell: unknown): string => (typeof cell === 'string' ? cell : '');
