import { stableUuid } from '../aws-names.ts';
import type { Caller, JsonObject, Reach } from '../caller.ts';
import { accounts, regions } from '../company.ts';
import type { Stage } from '../stage.ts';

interface Entry {
  readonly mail: string;
  readonly time: number;
  readonly reach: Reach;
  /** Wrong passwords before the right one; by chance when absent. */
  readonly mistakes?: number;
}

/**
 * The steps of a sign-in to the portal of Identity Center, as the management account sees them; sometimes
 * a password or a code is mistyped first. Gives the time at which the person is in.
 */
export function portalSignIn(stage: Stage, entry: Entry): number {
  const by = portalUser(entry);
  const about = { AuthWorkflowID: stage.random.uuid(), UserName: entry.mail };
  let time = entry.time;
  const event = (name: string, additional: JsonObject, outcome: 'Success' | 'Failure'): void => {
    time += stage.random.between(1000, 4000);
    const place = { service: 'signin', name, time, region: regions.main, request: null };
    stage.trail(by, { ...place, type: 'AwsServiceEvent', readOnly: false, additional, details: { [name]: outcome } });
  };
  const check = (CredentialType: string, mistakes: number): void => {
    for (let left = mistakes; left >= 0; left--) {
      event('CredentialChallenge', { ...about, CredentialType }, 'Success');
      event('CredentialVerification', { ...about, CredentialType }, left > 0 ? 'Failure' : 'Success');
    }
  };
  check('PASSWORD', entry.mistakes ?? stage.random.count(0.05));
  check('TOTP', stage.random.count(0.03));
  event('UserAuthentication', { ...about, LoginTo: portal, CredentialType: 'PASSWORD,TOTP' }, 'Success');
  return time;
}

const portal = 'https://tanuki-bento.awsapps.com/start/';

function portalUser({ mail, reach }: Entry): Caller {
  const account = accounts.management.id;
  const identity = {
    type: 'IdentityCenterUser',
    accountId: account,
    onBehalfOf: {
      userId: stableUuid(mail),
      identityStoreArn: `arn:aws:identitystore::${account}:identitystore/d-9567example`,
    },
    credentialId: stableUuid(`credential/${mail}`),
  };
  return { account, identity, arn: mail, ...reach };
}

interface ConsoleEntry {
  readonly time: number;
  readonly region: string;
  /** Whether a second factor was given to the console itself; federated people gave it elsewhere. */
  readonly mfa?: boolean;
  /** Why the console let nobody in. */
  readonly failed?: string;
}

/** The event of somebody who enters the console. Gives its id. */
export function consoleSignIn(stage: Stage, by: Caller, entry: ConsoleEntry): string {
  const { sessionContext: _, ...identity } = by.identity; // a user has no session before the console makes one
  const isUser = by.identity['type'] === 'IAMUser';
  const event = stage.trail(isUser ? { ...by, identity: { ...identity, accessKeyId: '' } } : by, {
    time: entry.time,
    region: entry.region,
    service: 'signin',
    name: 'ConsoleLogin',
    type: 'AwsConsoleSignIn',
    readOnly: false,
    request: null,
    response: { ConsoleLogin: entry.failed ? 'Failure' : 'Success' },
    ...(entry.failed && { error: { message: entry.failed } }),
    additional: {
      LoginTo: `https://${entry.region}.console.aws.amazon.com/console/home?region=${entry.region}`,
      MobileVersion: 'No',
      MFAUsed: entry.mfa ? 'Yes' : 'No',
    },
  });
  return event.eventID;
}
