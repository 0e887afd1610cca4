import { at, firstText, isObject, text, type JsonObject } from './json-value.ts';

/** Who called. */
export interface Caller {
  readonly type: string;
  readonly account: string;
  readonly principal: string;
  readonly userName: string;
  /** Name and ARN of the session; empty for who has none. */
  readonly session: string;
  readonly sessionArn: string;
  readonly accessKey: string;
  /** `true`, `false`, or empty when the identity does not say. */
  readonly mfa: string;
}

/**
 * Reads a record's `userIdentity`.
 * For a session the principal is what issued it (the role, or the user of GetFederationToken): that is what has
 * permissions and what one mends; the session keeps its own name and ARN.
 */
export function callerOf(identity: JsonObject): Caller {
  const type = text(identity['type']);
  const arn = text(identity['arn']);
  const named = (kinds.get(type) ?? other)(identity, arn);
  return {
    type,
    account: accountOf(identity, arn),
    principal: named.principal,
    userName: named.userName,
    session: named.session ?? '',
    sessionArn: named.session === undefined ? '' : arn,
    accessKey: text(identity['accessKeyId']),
    mfa: text(at(identity['sessionContext'], mfaPath)),
  };
}

const mfaPath = ['attributes', 'mfaAuthenticated'];

interface Named {
  readonly principal: string;
  readonly userName: string;
  readonly session?: string;
}

type ReadCaller = (identity: JsonObject, arn: string) => Named;

const afterSlash = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const session: ReadCaller = (identity, arn) => {
  const issuer = at(identity, ['sessionContext', 'sessionIssuer']);
  const issued = isObject(issuer) ? issuer : {};
  // What issued the session nearly always says its names; only else are they read out of the ARN.
  const isNamed = text(issued['arn']) !== '' && text(issued['userName']) !== '';
  const role = isNamed ? null : /^arn:([\w-]+):sts::(\d*):assumed-role\/(.+)\/[^/]*$/.exec(arn);
  const roleArn = role === null ? arn : `arn:${role[1]}:iam::${role[2]}:role/${role[3]}`;
  return {
    principal: firstText(issued['arn'], roleArn, identity['principalId']),
    userName: firstText(issued['userName'], role?.[3], afterSlash(arn)),
    session: arn === '' ? text(identity['principalId']).split(':').slice(1).join(':') : afterSlash(arn),
  };
};

const other: ReadCaller = (identity, arn) => ({
  principal: firstText(
    arn,
    identity['principalId'],
    identity['userName'],
    identity['invokedBy'],
    identity['accountId'],
  ),
  userName: text(identity['userName']),
});

/** A person of IAM Identity Center has no ARN in the log; this is the one that the identity store gives. */
const workforce: ReadCaller = (identity) => {
  const userId = text(at(identity, ['onBehalfOf', 'userId']));
  return {
    principal:
      userId === ''
        ? firstText(identity['userName'], identity['principalId'])
        : `arn:aws:identitystore:::user/${userId}`,
    userName: firstText(identity['userName'], userId),
  };
};

/** How each type of identity names its caller; types that are not here have an ARN or a name of their own. */
const kinds: ReadonlyMap<string, ReadCaller> = new Map<string, ReadCaller>([
  ['AssumedRole', session],
  ['FederatedUser', session],
  ['Role', session],
  ['IdentityCenterUser', workforce],
  [
    'AWSService',
    (identity) => ({ principal: firstText(identity['invokedBy'], identity['principalId']), userName: '' }),
  ],
  ['Root', (identity, arn) => ({ principal: firstText(arn, identity['principalId']), userName: 'root' })],
]);

/** The account may only be told by what issued the session, or by the ARN. */
const accountOf = (identity: JsonObject, arn: string): string =>
  text(identity['accountId']) ||
  text(at(identity['sessionContext'], ['sessionIssuer', 'accountId'])) ||
  (arn.split(':')[4] ?? '');
