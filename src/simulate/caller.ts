import { isoSeconds, uniqueId } from './aws-names.ts';
import type { Role } from './company.ts';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** Who calls an API, from where, with what: the part of an event that stays the same during a session. */
export interface Caller {
  readonly account: string;
  /** The `userIdentity` element of CloudTrail. */
  readonly identity: JsonObject;
  readonly arn: string;
  /** Address, or the name of the AWS service that calls. */
  readonly address: string;
  readonly agent: string;
  readonly fromConsole?: boolean;
  readonly vpcEndpoint?: string;
}

/** The tail of a caller: address and user agent. */
export type Reach = Pick<Caller, 'address' | 'agent'>;

export interface User {
  readonly account: string;
  readonly name: string;
}

export const userArn = (user: User): string => `arn:aws:iam::${user.account}:user/${user.name}`;

/** A call signed with a user's key; with `signedIn` (time of the sign-in), one through the console with a second factor or not. */
export function iamUser(user: User, key: string, reach: Reach, signedIn?: { at: number; mfa: boolean }): Caller {
  const arn = userArn(user);
  const identity = {
    type: 'IAMUser',
    principalId: uniqueId('AIDA', arn),
    arn,
    accountId: user.account,
    accessKeyId: key,
    userName: user.name,
    ...(signedIn && { sessionContext: { attributes: attributes(signedIn.at, signedIn.mfa) } }),
  };
  const { address, agent } = reach;
  return { account: user.account, identity, arn, address, agent, ...(signedIn && { fromConsole: true }) };
}

export interface RoleSession {
  readonly role: Role;
  readonly name: string;
  readonly key: string;
  readonly created: number;
  /** True when the role's credentials came from the metadata service of an instance. */
  readonly onInstance?: boolean;
}

/** A call signed with the temporary key of a role session. */
export function roleSession(session: RoleSession, reach: Reach): Caller {
  const { role } = session;
  const arn = `arn:aws:sts::${role.account}:assumed-role/${role.name}/${session.name}`;
  const identity = {
    type: 'AssumedRole',
    principalId: `${role.id}:${session.name}`,
    arn,
    accountId: role.account,
    accessKeyId: session.key,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: role.id,
        arn: role.arn,
        accountId: role.account,
        userName: role.name,
      },
      attributes: attributes(session.created, false),
      ...(session.onInstance && { ec2RoleDelivery: '2.0' }),
    },
  };
  return { account: role.account, identity, arn, address: reach.address, agent: reach.agent };
}

const attributes = (created: number, mfa: boolean): JsonObject => ({
  creationDate: isoSeconds(created),
  mfaAuthenticated: String(mfa),
});

/** An AWS service that acts by itself in an account; `name` such as `lambda`. */
export function awsService(account: string, name: string): Caller {
  const host = `${name}.amazonaws.com`;
  return { account, identity: { type: 'AWSService', invokedBy: host }, arn: host, address: host, agent: host };
}

/** A session that an AWS service uses for itself; `name` such as `autoscaling`. */
export const usedBy = (name: string, session: Caller): Caller => ({
  ...session,
  identity: { ...session.identity, invokedBy: `${name}.amazonaws.com` },
});

/** How a call from another account looks in the account that was called. */
export const foreign = (caller: Caller): Caller => ({
  ...caller,
  identity: { type: 'AWSAccount', principalId: caller.identity['principalId'] ?? null, accountId: caller.account },
});
