import { Fault, type FaultCode, type Text } from '#kernel';

/**
 * An error that the model of an AWS service has (Smithy calls it modeled), under the name that its clients know, such as
 * `BadRequestException`.
 * Its HTTP status comes from the service's own error schema; `members` are what that schema holds beside the message.
 */
export class ModeledFault extends Fault {
  readonly type: string;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    type: string,
    said: string | Text,
    members: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(codeOf(type), said, options);
    this.type = type;
    this.members = members;
  }
}

/** What a shell and the page make of a service's error: told by its name, for AWS names them alike everywhere. */
const codes: readonly (readonly [RegExp, FaultCode])[] = [
  [/AccessDenied|Unauthorized|Forbidden/, 'Denied'],
  [/NotFound|NoSuch/, 'NotFound'],
  [/Conflict|AlreadyExists|InUse/, 'Conflict'],
  [/TooManyRequests|Throttling|LimitExceeded|QuotaExceeded/, 'TooMany'],
  [/UnknownOperation|NotImplemented|Unsupported/, 'Unsupported'],
  [/Unavailable/, 'Unavailable'],
  [/Internal/, 'Internal'],
];

const codeOf = (type: string): FaultCode => codes.find(([name]) => name.test(type))?.[1] ?? 'BadInput';
