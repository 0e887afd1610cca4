import { callName, callerName, partitionOf } from '#attack';
import type { Text } from '#kernel';
/** An event as a place in its log: its time in milliseconds, and a hash or id that tells it from others of that time. */
export type EventPlace = readonly [time: string, key: string];

/** What one caller did in one hour in one way: calls that differ in nothing that a baseline looks at, counted. */
export interface Behaviour {
  /** Beginning of the hour, milliseconds since 1970 in UTC; so are `first` and `last`, the times of its calls. */
  readonly hour: number;
  readonly first: number;
  readonly last: number;
  readonly calls: number;
  readonly account: string;
  readonly region: string;
  /** Service and operation as CloudTrail writes them: `iam.amazonaws.com`, `CreateUser`. */
  readonly service: string;
  readonly action: string;
  readonly principalType: string;
  readonly principal: string;
  /** Name of the session where it tells who acts: a person's, or an instance's. */
  readonly session: string;
  readonly accessKey: string;
  readonly address: string;
  readonly agent: string;
  readonly error: string;
  readonly bucket: string;
  /** True when the call changes nothing. */
  readonly reads: boolean;
  /** True for calls on the data itself (objects, items), which are many. */
  readonly data: boolean;
  /** Its first events, at most five. */
  readonly places: readonly EventPlace[];
}

export const hourLength = 3_600_000;
export const dayLength = 86_400_000;

/** The UTC day of a time, as days since 1970. */
export const dayOf = (time: number): number => Math.floor(time / dayLength);

/** Who acts: a person by their own session though many share the role, everybody else by user or role. */
export const actorOf = ({ principal, session }: Pick<Behaviour, 'principal' | 'session'>): string =>
  session === '' || isInstance(session) ? principal : `${principal}/${session}`;

/** The same as people name it. */
export const actorInWords = ({ principal, session }: Pick<Behaviour, 'principal' | 'session'>): Text =>
  callerName(principal, isInstance(session) ? '' : session);

/** EC2 names the session of an instance's role after the instance. */
export const isInstance = (session: string): boolean => /^i-[0-9a-f]{8,17}$/.test(session);

/**
 * True for a session that is named after a person: Identity Center and identity providers put the user's name there.
 * Names that programs make (a number, a random id, the name of a function) tell nothing that the role does not.
 */
export const isPersons = (principal: string, session: string): boolean =>
  principal.includes('AWSReservedSSO_') || session.includes('@');

/** The session as far as a baseline looks at it. */
export const tellingSession = (principal: string, session: string): string =>
  isInstance(session) || isPersons(principal, session) ? session : '';

/** The bucket of an S3 call, from the resource's ARN or name; empty for other services. */
export const bucketOf = (service: string, resource: string): string =>
  service === 's3.amazonaws.com' ? (resource.replace(/^arn:[^:]*:s3:::/, '').split('/')[0] ?? '') : '';

/** The bucket of a behaviour as the resources of single events are named, so that one bucket is one resource; empty without one. */
export const bucketArn = ({ bucket, region }: Behaviour): string =>
  bucket === '' ? '' : `arn:${partitionOf(region)}:s3:::${bucket}`;

/** The call as knowledge names it: `iam:CreateUser`. */
export const callOf = ({ service, action }: Pick<Behaviour, 'service' | 'action'>): string => callName(service, action);
