import type { AuditRecord, Caller } from '#aws';
import { randomId } from '#kernel';
import { groupsOf } from './action-groups.ts';
import { roleId } from './callers.ts';
import { parametersOf } from './parameters.ts';
import { roleArn, roleName } from './roles.ts';
import type { AccessKeyRow } from './tables.ts';

/**
 * A call as CloudTrail would have recorded it (CloudTrail User Guide, "CloudTrail record contents"), so that rules
 * for CloudTrail watch Yagura as they watch AWS. `key` is the record of the access key that signed it.
 */
export function auditEvent(record: AuditRecord, key: AccessKeyRow | undefined): Readonly<Record<string, unknown>> {
  const { call, service, operation, input, output, errorCode, errorMessage } = record;
  return {
    eventVersion: '1.11',
    userIdentity: identityOf(call.caller, key),
    eventTime: `${call.at.toISOString().slice(0, 19)}Z`,
    eventSource: service === 'yagura' ? 'yagura' : `${service}.amazonaws.com`,
    eventName: operation,
    awsRegion: call.region,
    sourceIPAddress: call.sourceAddress,
    userAgent: call.userAgent.slice(0, 1000),
    errorCode,
    errorMessage: errorMessage?.slice(0, 1000),
    requestParameters: parametersOf(input),
    responseElements: issuedBy(output),
    requestID: call.requestId,
    eventID: randomId(),
    readOnly: !groupsOf({ service, name: operation }).includes('write'),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: call.caller.account,
    eventCategory: 'Management',
    additionalEventData: { recordedBy: 'yagura' },
  };
}

/**
 * False for what the page asks by itself while somebody looks at it: reads of Yagura's own service, without a key,
 * that were answered (docs/decisions/0010).
 */
export const isRecorded = ({ call, service, operation, errorCode }: AuditRecord): boolean =>
  service !== 'yagura' ||
  call.caller.accessKey !== '' ||
  errorCode !== undefined ||
  !/^(?:Get|List)/.test(operation) ||
  !groupsOf({ service, name: operation }).includes('read');

function identityOf(caller: Caller, key: AccessKeyRow | undefined): Readonly<Record<string, unknown>> {
  const { arn, account, userId, accessKey } = caller;
  const who = { principalId: userId, arn, accountId: account, accessKeyId: accessKey || undefined };
  if (key === undefined || key.role === '') {
    const session = key === undefined || key.expires_at === 0 ? undefined : { attributes: attributesOf(key) };
    return { type: 'IAMUser', ...who, userName: caller.name, sessionContext: session };
  }
  const role = { role: caller.role, account };
  const issuer = { principalId: roleId(role), arn: roleArn(role), accountId: account, userName: roleName(role.role) };
  return {
    type: 'AssumedRole',
    ...who,
    sessionContext: {
      sessionIssuer: { type: 'Role', ...issuer },
      attributes: attributesOf(key),
      sourceIdentity: key.source_identity || undefined,
    },
  };
}

/** Keys of Yagura have no MFA devices. */
const attributesOf = ({ created_at }: AccessKeyRow) => ({
  creationDate: new Date(created_at).toISOString(),
  mfaAuthenticated: 'false',
});

/** Of what was answered only which access key was handed out: that links the calls of a session to who began it. */
function issuedBy(output: unknown): unknown {
  const id = idIn(output) ?? idIn(memberOf(output, 'Credentials'));
  return id === undefined ? null : { credentials: { accessKeyId: id } };
}

function idIn(value: unknown): string | undefined {
  const id = memberOf(value, 'AccessKeyId') ?? memberOf(value, 'accessKeyId');
  return typeof id === 'string' ? id : undefined;
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
