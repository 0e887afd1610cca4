// One table says how each operation must answer; this drives the official client through it, over HTTP.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ClientConfig, FrontUnderTest } from './front.ts';

/** A class of the SDK that makes clients or commands. */
type Made<Given, Thing> = new (given: Given) => Thing;

interface Client {
  send(command: object): Promise<unknown>;
}

/** How one operation must answer. Inputs may be made when the program runs: ids are known only then. */
export interface Case {
  /** The command of the SDK's package, such as `ListFindingsCommand`. */
  readonly command: Made<never, object>;
  readonly good: Input;
  /** Looks at the answer to the good input. */
  readonly expect: (output: Output, front: FrontUnderTest) => void | Promise<void>;
  /** The good input without one member that must be there, and the error that names it; left out where none must. */
  readonly missing?: Refused;
  /** A value that the operation cannot use; left out where it takes none. */
  readonly wrong?: Refused;
  /** What somebody of another account is answered: an error, or an answer to look at. */
  readonly stranger: Refused['error'] | ((output: Output) => void);
}

export type Input = object | ((front: FrontUnderTest) => object | Promise<object>);
export type Output = Readonly<Record<string, unknown>>;

interface Refused {
  readonly input: Input;
  readonly error: { readonly name: string; readonly status?: number; readonly message?: RegExp };
}

/** A service and its cases: the default export of one file in `cases/`. They run in their order, against one program. */
export interface ServiceUnderTest {
  readonly client: Made<ClientConfig, Client>;
  /** The Region in which they are called; that of the program's keys unless it is said. */
  readonly region?: string;
  /** What this service calls a wrong and an old signature. */
  readonly mismatch: string;
  readonly cases: readonly Case[];
}

/** The tests of a service: for each case the good way and the five bad ones. */
export function conforms(service: ServiceUnderTest, running: () => FrontUnderTest): void {
  describe.each(service.cases.map((one) => [one.command.name.replace(/Command$/, ''), one] as const))(
    '%s',
    (_name, one) => {
      const send = async (input: Input, config: object = {}): Promise<Output> => {
        const front = running();
        const client = new service.client({ ...front.config(), ...regionOf(service), ...config });
        const given = z.custom<never>().parse(typeof input === 'function' ? await input(front) : input);
        return { ...z.looseObject({}).parse(await client.send(new one.command(given))) };
      };

      it('answers as it should', async () => {
        await one.expect(await send(one.good), running());
      });

      it.runIf(one.missing !== undefined)('names a required member that is missing', async () => {
        if (one.missing !== undefined) await refuses(send(one.missing.input), one.missing.error);
      });

      it.runIf(one.wrong !== undefined)('refuses a value that it cannot use', async () => {
        if (one.wrong !== undefined) await refuses(send(one.wrong.input), one.wrong.error);
      });

      it('tells a stranger nothing of others', async () => {
        const asked = send(one.good, { credentials: running().stranger });
        if (typeof one.stranger === 'function') one.stranger(await asked);
        else await refuses(asked, one.stranger);
      });

      it('refuses a signature of twenty minutes ago', async () => {
        const config = { systemClockOffset: -20 * 60_000 };
        await refuses(send(one.good, config), { name: service.mismatch, message: /Signature expired/ });
      });

      it('refuses a signature with another secret', async () => {
        const credentials = { ...running().administrator, secretAccessKey: 'x'.repeat(40) };
        await refuses(send(one.good, { credentials }), { name: service.mismatch, message: /does not match/ });
      });
    },
  );
}

const regionOf = ({ region }: ServiceUnderTest): object => (region === undefined ? {} : { region });

async function refuses(asked: Promise<unknown>, { name, status, message }: Refused['error']): Promise<void> {
  const refused: unknown = await asked.then(
    () => 'It was answered.',
    (error: unknown) => error,
  );
  expect(refused).toMatchObject({
    name,
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }),
    ...(message === undefined ? {} : { message: expect.stringMatching(message) }),
  });
}
