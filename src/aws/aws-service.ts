import type { Soon, Text } from '#kernel';
import type { Call } from './caller.ts';
import type { Bindable } from './operation.ts';
import { misfit, type Checked } from './check.ts';
import { operationShape } from './clients.ts';
import { invalidInput } from './manners.ts';
import { ModeledFault } from './modeled-fault.ts';

/**
 * A service of AWS, whose operations one room answers. The types come from the service's own client package:
 *
 *     export const guardduty = awsService<GuardDutyContext, typeof import('@aws-sdk/client-guardduty')>('guardduty');
 *
 * and each operation is one file:
 *
 *     export default guardduty.operation('ListFindings', async (input, context, call) => ({ FindingIds: [] }));
 *
 * `name` is the service as signatures and IAM actions write it. Protocol, HTTP binding and shapes are read from the
 * package's schemas, which are loaded on the first request for the service.
 */
export function awsService<Context, Client>(name: string): AwsService<Context, Client> {
  const named = (operation: string) => ({
    service: name,
    name: operation,
    action: `${name}:${operation}`,
    about: `${operation} of the AWS service ${name}.`,
  });
  return {
    operation: <Name extends OperationName<Client>>(operation: Name, handle: Handle<Context, Client, Name>) => ({
      service: name,
      name: operation,
      bind: (context) => ({
        ...named(operation),
        async call(input, call) {
          const { input: shape } = await operationShape(name, operation);
          const given = input ?? {};
          const fits = (value: unknown): value is InputOf<Client, Name> => misfit(shape, value) === undefined;
          if (!fits(given)) throw invalidInput(name, shape, given);
          return handle(given, context, call);
        },
      }),
    }),
    textOperation: (operation, handle) => ({
      service: name,
      name: operation,
      bind: (context) => ({
        ...named(operation),
        text: true,
        call: (input, call) => handle(String(input), context, call),
      }),
    }),
    fault: (type, message, members) => new ModeledFault(type, message, members),
  };
}

export interface AwsService<Context, Client> {
  /** `handle` gets an input whose types and required members have been checked, at every depth. */
  operation<Name extends OperationName<Client>>(name: Name, handle: Handle<Context, Client, Name>): Bindable<Context>;
  /**
   * An operation that reads the JSON text of its input for itself, for those where reading is most of the work: nothing
   * of the input has been checked, and its answer is the JSON text of the output.
   */
  textOperation(
    name: OperationName<Client>,
    handle: (input: string, context: Context, call: Call) => Soon<string>,
  ): Bindable<Context>;
  /** An error of the service; `members` are those that its schema has beside the message. */
  fault(type: ErrorName<Client>, said: string | Text, members?: Readonly<Record<string, unknown>>): ModeledFault;
}

type Handle<Context, Client, Name extends string> = (
  input: InputOf<Client, Name>,
  context: Context,
  call: Call,
) => Promise<OutputOf<Client, Name>>;

/** The names of a client package's operations: `ListFindings` where it exports `ListFindingsCommand`. */
type OperationName<Client> = {
  [Key in keyof Client]: Key extends `${infer Name}Command`
    ? Client[Key] extends abstract new (...input: never) => Command
      ? Name
      : never
    : never;
}[keyof Client];

type ErrorName<Client> = Extract<keyof Client, `${string}Exception` | `${string}Error`>;

/** As much of the SDK's commands as tells what goes in and out. */
interface Command {
  readonly input: object;
  resolveMiddleware(stack: never, configuration: never, options: never): Sends<object>;
}
interface Gives<Output> {
  resolveMiddleware(stack: never, configuration: never, options: never): Sends<Output>;
}
type Sends<Output> = (given: never) => Promise<{ readonly output: Output }>;

type CommandOf<Client, Name extends string> = `${Name}Command` extends keyof Client
  ? Client[`${Name}Command`] extends abstract new (...input: never) => infer Made
    ? Extract<Made, Command>
    : never
  : never;

type InputOf<Client, Name extends string> = Checked<CommandOf<Client, Name>['input']>;

type OutputOf<Client, Name extends string> =
  CommandOf<Client, Name> extends Gives<infer Output> ? Omit<Output, '$metadata'> : never;
