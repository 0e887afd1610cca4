import { isoSeconds, s3HostId, s3RequestId } from './aws-names.ts';
import type { Caller, Json, JsonObject } from './caller.ts';
import { regions } from './company.ts';
import type { Random } from './random.ts';

/** What was called, and what came of it: the part of an event that differs from call to call. */
export interface Call {
  /** Milliseconds since 1970 in UTC. */
  readonly time: number;
  readonly region: string;
  /** `ec2` for ec2.amazonaws.com. */
  readonly service: string;
  readonly name: string;
  readonly request?: Json;
  readonly response?: Json;
  readonly error?: Refusal;
  /** Told by the name of the call when absent. */
  readonly readOnly?: boolean;
  readonly resources?: readonly JsonObject[];
  readonly data?: boolean;
  readonly additional?: JsonObject;
  readonly type?: 'AwsApiCall' | 'AwsServiceEvent' | 'AwsConsoleSignIn';
  /** Account that receives the event, when it is not the caller's. */
  readonly recipient?: string;
  /** The same in every account that an event of two accounts is delivered to. */
  readonly shared?: string;
  readonly details?: JsonObject;
}

export interface Refusal {
  /** Absent for a sign-in, which has only a message. */
  readonly code?: string;
  readonly message: string;
}

/** An event as CloudTrail delivers it, with the elements in CloudTrail's order. */
export interface CloudTrailEvent {
  readonly eventID: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly recipientAccountId: string;
  readonly [element: string]: Json | undefined;
}

/** Services whose events are all recorded in us-east-1. */
const globalServices = new Set(['iam', 'organizations', 'route53', 'cloudfront', 'ce', 'support', 'budgets']);

export function cloudTrailEvent(caller: Caller, call: Call, random: Random): CloudTrailEvent {
  const awsRegion = globalServices.has(call.service) ? regions.global : call.region;
  const requestID = call.service === 's3' ? s3RequestId(random) : random.uuid();
  const type = call.type ?? 'AwsApiCall';
  return {
    eventVersion: '1.11',
    userIdentity: caller.identity,
    eventTime: isoSeconds(call.time),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion,
    ...outcome(caller, call, random, requestID),
    requestID: type === 'AwsConsoleSignIn' ? undefined : requestID,
    eventID: random.uuid(),
    readOnly: call.readOnly ?? reading.test(call.name),
    resources: call.resources,
    eventType: type,
    serviceEventDetails: call.details,
    managementEvent: !call.data,
    recipientAccountId: call.recipient ?? caller.account,
    sharedEventID: call.shared,
    ...(type === 'AwsApiCall' && !isService(caller) ? connection(caller, call, awsRegion) : ownCategory(call)),
  };
}

/** From where the call came, what it asked and what it got. */
const outcome = (caller: Caller, call: Call, random: Random, requestID: string): JsonObject => ({
  sourceIPAddress: caller.address,
  userAgent: call.service === 's3' && !isService(caller) ? `[${caller.agent}]` : caller.agent,
  errorCode: call.error?.code,
  errorMessage: call.error?.message,
  requestParameters: call.request ?? null,
  responseElements: responseOf(call, requestID),
  additionalEventData: call.service === 's3' ? { ...s3Details(random), ...call.additional } : call.additional,
});

const ownCategory = (call: Call): JsonObject => ({ eventCategory: call.data ? 'Data' : 'Management' });

/** What only calls have that come over the network from outside AWS's own services. */
const connection = (caller: Caller, call: Call, region: string): JsonObject => ({
  vpcEndpointId: caller.vpcEndpoint,
  vpcEndpointAccountId: caller.vpcEndpoint && caller.account,
  ...ownCategory(call),
  tlsDetails: tlsDetails(call, region),
  sessionCredentialFromConsole: caller.fromConsole ? 'true' : undefined,
});

const isService = (caller: Caller): boolean => caller.address.endsWith('.amazonaws.com');

/** Calls that only look, told by the first word of their name, as AWS names them. */
const reading =
  /^(Get|List|Describe|Head|Lookup|Search|Query|Scan|Batch(Get|Check)|Assume|Decrypt|GenerateDataKey|FilterLog|Start(Query|Live)|Test|Check|View)/;

/** A refused call answers nothing; the Query API of EC2 repeats the request's id in its reply. */
function responseOf(call: Call, requestID: string): Json {
  if (call.error?.code || call.response === undefined || call.response === null) return null;
  const { response } = call;
  return call.service === 'ec2' && isObject(response) ? { requestId: requestID, ...response } : response;
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const s3Details = (random: Random): JsonObject => ({
  SignatureVersion: 'SigV4',
  CipherSuite: 'TLS_AES_128_GCM_SHA256',
  bytesTransferredIn: 0,
  AuthenticationMethod: 'AuthHeader',
  'x-amz-id-2': s3HostId(random),
  bytesTransferredOut: 0,
});

function tlsDetails(call: Call, region: string): JsonObject {
  const host = isObject(call.request ?? null) ? hostOf(call.request) : undefined;
  const clientProvidedHostHeader = host ?? endpointName(call.service, region);
  return { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader };
}

function hostOf(request: Json | undefined): string | undefined {
  const host = request !== undefined && isObject(request) ? request['Host'] : undefined;
  return typeof host === 'string' ? host : undefined;
}

/** The host name of a service's end point in a Region. */
export const endpointName = (service: string, region: string): string =>
  globalServices.has(service) ? `${service}.amazonaws.com` : `${service}.${region}.amazonaws.com`;
