import type { Call } from '#aws';
import { callerOfSession } from '../callers.ts';
import type { OrgContext } from '../context.ts';
import { refusal } from '../refusal.ts';
import { roleOf, type RoleIn } from '../roles.ts';
import {
  beginnerOf,
  credentialsOf,
  denied,
  durationOf,
  invalid,
  keyOf,
  refuseMembers,
  refuseMfa,
  sts,
} from '../sts.ts';
import { issueTemporaryKey } from '../temporary-keys.ts';
import type { AccessKeyRow } from '../tables.ts';

const span = { least: 900, most: 43_200, usual: 3600 };
/** One role assumed from another lasts an hour at most (IAM User Guide, "role chaining"). */
const chained = { ...span, most: 3600 };

const noPolicies = 'Yagura does not narrow a session by policies of its own. Assume a role that may do less instead';
const refused = {
  Policy: noPolicies,
  PolicyArns: noPolicies,
  Tags: 'Yagura knows no session tags. Leave them out',
  TransitiveTagKeys: 'Yagura knows no session tags. Leave them out',
  ProvidedContexts: 'Yagura trusts no context providers. Leave them out',
};

export default sts.operation('AssumeRole', async (input, context, call) => {
  refuseMembers(input, refused);
  refuseMfa(input);
  const session = nameOf('RoleSessionName', input.RoleSessionName);
  const role = await permitted(input.RoleArn, call, context);
  const row = await keyOf(call, context);
  const seconds = durationOf(input.DurationSeconds, isChained(row) ? chained : span);
  const identity = sourceIdentity(input.SourceIdentity, row);
  const acts = {
    person: await beginnerOf(call, row, context),
    ...role,
    session,
    source_identity: identity,
    language: row?.language ?? 'en',
  };
  const parent = call.caller.accessKey;
  const key = await issueTemporaryKey({ acts, parent, seconds, by: call.caller.name }, context);
  const { arn, userId } = callerOfSession(role, session, key.accessKeyId);
  return {
    Credentials: credentialsOf(key),
    AssumedRoleUser: { Arn: arn, AssumedRoleId: userId },
    SourceIdentity: identity || undefined,
  };
});

const isChained = (row: AccessKeyRow | undefined): boolean =>
  row !== undefined && row.role !== '' && row.expires_at !== 0;

/** Like AWS, it does not tell a role that is not there from one that may not be assumed. */
async function permitted(
  arn: string,
  { caller, region, sourceAddress, at }: Call,
  { authority }: OrgContext,
): Promise<RoleIn> {
  if (!/^arn:[\w-]+:iam::\d{12}:role\/.{1,512}$/.test(arn))
    throw invalid('RoleArn is no ARN of a role, such as arn:aws:iam::111122223333:role/yagura-analyst.');
  const role = roleOf(arn);
  const wish = { caller, action: 'sts:AssumeRole', context: { region, sourceAddress, at } };
  const decision =
    role === undefined
      ? {
          allowed: false as const,
          reason:
            'Yagura has no such role; its own are yagura-administrator, yagura-analyst, yagura-responder, yagura-auditor and yagura-member',
        }
      : await authority.decide({ ...wish, on: { assume: role } });
  if (role !== undefined && decision.allowed) return role;
  throw denied(refusal(caller, wish.action, arn, decision.allowed ? '' : decision.reason));
}

/** The identity that the chain of sessions carries; once it was set it stays. */
function sourceIdentity(asked: string | undefined, row: AccessKeyRow | undefined): string {
  const carried = row?.source_identity ?? '';
  if (asked === undefined) return carried;
  const name = nameOf('SourceIdentity', asked);
  if (carried === '' || carried === name) return name;
  throw denied(`This session has the source identity ${carried}, which cannot be changed to ${name}.`);
}

function nameOf(member: string, value: string): string {
  if (/^[\w+=,.@-]{2,64}$/.test(value) && !value.startsWith('aws:')) return value;
  throw invalid(`${member} must have 2 to 64 letters, digits and the signs +=,.@_- and must not begin with aws:.`);
}
