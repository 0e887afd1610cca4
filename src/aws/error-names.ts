import type { FaultCode } from '#kernel';
import type { AuthFailureKind } from './auth-failure.ts';

/** Protocols that call failures alike. */
export type Family = 'rest' | 'rpc' | 'query' | 'ec2' | 's3';

/** What may go wrong in any service. */
export type Failure = AuthFailureKind | FaultCode | 'malformed' | 'unknownOperation';

/** The names of one failure. Of several for JSON the first counts that the service's own schemas know, or else the first. */
interface Names {
  readonly json: readonly [string, ...string[]];
  readonly query: string;
  readonly ec2: string;
  readonly s3: string;
  readonly status: Readonly<Record<Family, number>>;
}

const every = (status: number): Names['status'] => ({
  rest: status,
  rpc: status < 500 ? 400 : status,
  query: status,
  ec2: status,
  s3: status,
});

const signature = { rest: 403, rpc: 400, query: 403, ec2: 401, s3: 403 };
const invalid: Names = {
  json: ['ValidationException', 'BadRequestException', 'InvalidInputException'],
  query: 'ValidationError',
  ec2: 'InvalidParameterValue',
  s3: 'InvalidArgument',
  status: every(400),
};
const denied: Names = {
  json: ['AccessDeniedException'],
  query: 'AccessDenied',
  ec2: 'UnauthorizedOperation',
  s3: 'AccessDenied',
  status: every(403),
};
const internal: Names = {
  json: ['InternalServerErrorException', 'InternalServerException', 'InternalException', 'InternalFailure'],
  query: 'InternalFailure',
  ec2: 'InternalError',
  s3: 'InternalError',
  status: every(500),
};
const unknownOperation: Names = {
  json: ['UnknownOperationException'],
  query: 'InvalidAction',
  ec2: 'InvalidAction',
  s3: 'NotImplemented',
  status: { rest: 404, rpc: 400, query: 400, ec2: 400, s3: 501 },
};

/** Source: the pages of common errors in AWS's API references, and what the SDKs' error schemas and retries know. */
export const errorNames: Readonly<Record<Failure, Names>> = {
  missing: {
    json: ['MissingAuthenticationTokenException'],
    query: 'MissingAuthenticationToken',
    ec2: 'MissingAuthenticationToken',
    s3: 'AccessDenied',
    status: signature,
  },
  incomplete: {
    json: ['IncompleteSignatureException'],
    query: 'IncompleteSignature',
    ec2: 'IncompleteSignature',
    s3: 'AuthorizationHeaderMalformed',
    status: { ...signature, query: 400, ec2: 400, s3: 400 },
  },
  unsupported: {
    json: ['IncompleteSignatureException'],
    query: 'IncompleteSignature',
    ec2: 'IncompleteSignature',
    s3: 'NotImplemented',
    status: { ...signature, query: 400, ec2: 400, s3: 501 },
  },
  unknownKey: {
    json: ['UnrecognizedClientException'],
    query: 'InvalidClientTokenId',
    ec2: 'AuthFailure',
    s3: 'InvalidAccessKeyId',
    status: signature,
  },
  tokenInvalid: {
    json: ['UnrecognizedClientException'],
    query: 'InvalidClientTokenId',
    ec2: 'AuthFailure',
    s3: 'InvalidToken',
    status: signature,
  },
  tokenEnded: {
    json: ['ExpiredTokenException'],
    query: 'ExpiredToken',
    ec2: 'RequestExpired',
    s3: 'ExpiredToken',
    status: { ...signature, ec2: 400, s3: 400 },
  },
  mismatch: {
    json: ['InvalidSignatureException'],
    query: 'SignatureDoesNotMatch',
    ec2: 'AuthFailure',
    s3: 'SignatureDoesNotMatch',
    status: signature,
  },
  skewed: {
    json: ['InvalidSignatureException'],
    query: 'SignatureDoesNotMatch',
    ec2: 'RequestExpired',
    s3: 'RequestTimeTooSkewed',
    status: { ...signature, ec2: 400 },
  },
  presignedEnded: {
    json: ['InvalidSignatureException'],
    query: 'SignatureDoesNotMatch',
    ec2: 'RequestExpired',
    s3: 'AccessDenied',
    status: { ...signature, ec2: 400 },
  },
  malformed: {
    json: ['SerializationException'],
    query: 'MalformedQueryString',
    ec2: 'MalformedQueryString',
    s3: 'MalformedXML',
    status: every(400),
  },
  unknownOperation,
  Unsupported: unknownOperation,
  BadInput: invalid,
  BadRule: invalid,
  BadQuery: invalid,
  Usage: invalid,
  Denied: denied,
  NotSignedIn: denied,
  Internal: internal,
  BadConfig: internal,
  NotFound: {
    json: ['ResourceNotFoundException', 'BadRequestException'],
    query: 'NoSuchEntity',
    ec2: 'InvalidParameterValue',
    s3: 'NoSuchKey',
    status: every(404),
  },
  Conflict: {
    json: ['ConflictException', 'ResourceConflictException', 'BadRequestException'],
    query: 'EntityAlreadyExists',
    ec2: 'IncorrectState',
    s3: 'OperationAborted',
    status: every(409),
  },
  TooMany: {
    json: ['ThrottlingException', 'TooManyRequestsException'],
    query: 'Throttling',
    ec2: 'RequestLimitExceeded',
    s3: 'SlowDown',
    status: { rest: 429, rpc: 400, query: 400, ec2: 503, s3: 503 },
  },
  TooLarge: {
    json: ['RequestEntityTooLargeException'],
    query: 'RequestEntityTooLarge',
    ec2: 'RequestEntityTooLarge',
    s3: 'EntityTooLarge',
    status: every(413),
  },
  TooSlow: {
    json: ['RequestTimeoutException'],
    query: 'RequestTimeout',
    ec2: 'RequestTimeout',
    s3: 'RequestTimeout',
    status: every(408),
  },
  Unavailable: {
    json: ['ServiceUnavailableException'],
    query: 'ServiceUnavailable',
    ec2: 'Unavailable',
    s3: 'ServiceUnavailable',
    status: every(503),
  },
};
