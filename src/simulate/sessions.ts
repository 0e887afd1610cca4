import { accessKeyId, replyTime, sessionToken, stableUuid } from './aws-names.ts';
import { foreign, roleSession, type Caller, type JsonObject, type Reach } from './caller.ts';
import type { CloudTrailEvent } from './cloudtrail-event.ts';
import { hourLength, minute } from './clock-of-work.ts';
import { accounts, company, regions, role as roleOf, type Role } from './company.ts';
import type { Stage } from './stage.ts';

export interface NewSession {
  readonly role: Role;
  readonly name: string;
  readonly time: number;
  readonly region?: string;
  /** Key that is handed out; drawn when absent. */
  readonly key?: string;
  readonly hours?: number;
}

/**
 * Somebody assumes a role: the call is logged (in both accounts when they differ), and its reply hands out
 * the key that the returned caller signs with. INVARIANT: no temporary key is used before such a reply.
 */
export function assumeRole(stage: Stage, by: Caller, session: NewSession, reach: Reach = by): Caller {
  return takeRole(stage, by, session, reach).caller;
}

/** Like `assumeRole`, and gives the event too: the one in the account of the role. */
export function takeRole(stage: Stage, by: Caller, session: NewSession, reach: Reach = by): Taken {
  const { role, time } = session;
  const key = session.key ?? accessKeyId('ASIA', role.account, stage.random);
  const crossesAccounts = by.account !== role.account;
  const call = {
    time,
    region: session.region ?? regions.main,
    service: 'sts',
    name: 'AssumeRole',
    request: { roleArn: role.arn, roleSessionName: session.name, durationSeconds: (session.hours ?? 1) * 3600 },
    response: handedOut(stage, session, key),
    resources: [{ accountId: role.account, type: 'AWS::IAM::Role', ARN: role.arn }],
    ...(crossesAccounts && { shared: stage.random.uuid() }),
  };
  const caller = roleSession({ role, name: session.name, key, created: time }, reach);
  if (!crossesAccounts) return { caller, event: stage.trail(by, call) };
  if (isOurs(by.account)) stage.trail(by, call);
  return { caller, event: stage.trail(foreign(by), { ...call, recipient: role.account }) };
}

interface Taken {
  readonly caller: Caller;
  readonly event: CloudTrailEvent;
}

const isOurs = (account: string): boolean => Object.values(accounts).some(({ id }) => id === account);

function handedOut(stage: Stage, { role, name, time, hours = 1 }: NewSession, key: string): JsonObject {
  return {
    credentials: {
      accessKeyId: key,
      sessionToken: sessionToken(stage.random),
      expiration: replyTime(time + hours * hourLength),
    },
    assumedRoleUser: {
      assumedRoleId: `${role.id}:${name}`,
      arn: `arn:aws:sts::${role.account}:assumed-role/${role.name}/${name}`,
    },
  };
}

/** Somebody comes in from Identity Center: AssumeRoleWithSAML in the account, from the person's address. */
export function samlSession(stage: Stage, session: NewSession, reach: Reach): Caller {
  const { role, name, time } = session;
  const key = accessKeyId('ASIA', role.account, stage.random);
  const provider = `arn:aws:iam::${role.account}:saml-provider/AWSSSO_${stableUuid(role.account).slice(0, 8)}_DO_NOT_DELETE`;
  const by = { account: role.account, identity: samlUser(name), arn: provider, ...reach };
  stage.trail(by, {
    time,
    region: regions.main,
    service: 'sts',
    name: 'AssumeRoleWithSAML',
    request: {
      sAMLAssertionID: `_${stage.random.uuid()}`,
      roleSessionName: name,
      roleArn: role.arn,
      principalArn: provider,
      durationSeconds: 8 * 3600,
    },
    response: {
      ...handedOut(stage, { ...session, hours: 8 }, key),
      subject: name,
      subjectType: 'persistent',
      issuer: `https://portal.sso.${regions.main}.amazonaws.com/saml/assertion/${stableUuid(role.account)}`,
      audience: 'https://signin.aws.amazon.com/saml',
      nameQualifier: identityCenter,
    },
    resources: [
      { accountId: role.account, type: 'AWS::IAM::Role', ARN: role.arn },
      { accountId: role.account, type: 'AWS::IAM::SAMLProvider', ARN: provider },
    ],
  });
  return roleSession({ role, name, key, created: time }, reach);
}

const identityCenter = stableUuid('identity center').slice(0, 27);

const samlUser = (name: string): JsonObject => ({
  type: 'SAMLUser',
  principalId: `${identityCenter}:${name}`,
  userName: name,
  identityProvider: identityCenter,
});

/** A job of the build system comes in with the token that its workflow was given. */
export function workflowSession(stage: Stage, account: string, workflow: Workflow, reach: Reach): Caller {
  const { repository, time } = workflow;
  const role = roleOf(account, 'deploy');
  const key = accessKeyId('ASIA', account, stage.random);
  const provider = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
  const subject = `repo:${company.domain.split('.')[0]}/${repository}:ref:refs/heads/main`;
  const identity = {
    type: 'WebIdentityUser',
    principalId: `${provider}:sts.amazonaws.com:${subject}`,
    userName: subject,
    identityProvider: provider,
  };
  stage.trail(
    { account, identity, arn: provider, ...reach },
    {
      time,
      region: regions.main,
      service: 'sts',
      name: 'AssumeRoleWithWebIdentity',
      request: { roleArn: role.arn, roleSessionName: 'GitHubActions', durationSeconds: 3600 },
      response: {
        ...handedOut(stage, { role, name: 'GitHubActions', time }, key),
        subjectFromWebIdentityToken: subject,
        provider,
        audience: 'sts.amazonaws.com',
      },
      resources: [{ accountId: account, type: 'AWS::IAM::Role', ARN: role.arn }],
    },
  );
  return roleSession({ role, name: 'GitHubActions', key, created: time }, reach);
}

export interface Workflow {
  readonly repository: string;
  readonly time: number;
}

/** How long a session may still be used after it was made, with a margin. */
export const sessionLasts = (hours: number): number => hours * hourLength - 5 * minute;
