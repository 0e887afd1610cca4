import { awsService, ModeledFault, type Call } from '#aws';
import type { OrgContext } from './context.ts';
import { callerOfName } from './people.ts';
import type { AccessKeyRow } from './tables.ts';
import type { TemporaryKey } from './temporary-keys.ts';

export const sts = awsService<OrgContext, typeof import('@aws-sdk/client-sts')>('sts');

/** STS has no error shapes for these two: they are the common errors of its API reference. */
export const invalid = (message: string): ModeledFault => new ModeledFault('ValidationError', message);
export const denied = (message: string): ModeledFault => new ModeledFault('AccessDenied', message);

/** Seconds for which temporary keys may live. From STS's API reference: `DurationSeconds` of each operation. */
export interface Span {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/** The seconds that were asked for. Throws `ValidationError` outside of the span. */
export function durationOf(asked: number | undefined, { least, most, usual }: Span): number {
  const seconds = asked ?? Math.min(usual, most);
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return seconds;
  throw invalid(`DurationSeconds is ${seconds}, and must be a whole number from ${least} to ${most} here.`);
}

/** Throws for members that would mean something to AWS and mean nothing here: to pass over them in silence would grant more than was asked for. */
export function refuseMembers(input: object, refused: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(input)) {
    const why = refused[name];
    const empty = value === undefined || (Array.isArray(value) && value.length === 0);
    if (why !== undefined && !empty) throw invalid(`${name} cannot be used here: ${why}.`);
  }
}

/** Yagura knows no MFA devices of access keys. */
export function refuseMfa({
  SerialNumber,
  TokenCode,
}: {
  SerialNumber?: string | undefined;
  TokenCode?: string | undefined;
}): void {
  if (SerialNumber === undefined && TokenCode === undefined) return;
  throw denied(
    'Access keys of Yagura have no MFA device, so this code cannot be checked. Leave out SerialNumber and TokenCode.',
  );
}

/** A temporary key in STS's words. */
export const credentialsOf = ({ accessKeyId, secretAccessKey, sessionToken, expires }: TemporaryKey) => ({
  AccessKeyId: accessKeyId,
  SecretAccessKey: secretAccessKey,
  SessionToken: sessionToken,
  Expiration: expires,
});

/** The record of the key that signed the call; nothing on the page. */
export const keyOf = async ({ caller }: Call, { credentials }: OrgContext) =>
  caller.accessKey === '' ? undefined : (await credentials.find(caller.accessKey))?.row;

/** The person with whom the chain of sessions begins; empty for the key of a role, and for the machine itself. */
export async function beginnerOf(
  { caller }: Call,
  row: AccessKeyRow | undefined,
  context: OrgContext,
): Promise<string> {
  if (row !== undefined) return row.person;
  return (await callerOfName(caller.name, context)) === undefined ? '' : caller.name;
}
