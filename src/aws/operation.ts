import { z } from 'zod';
import { Fault } from '#kernel';

/** Who calls an operation, after sign-in. */
export interface Caller {
  readonly name: string;
  readonly role: 'administrator' | 'analyst' | 'responder' | 'auditor';
}

/**
 * Anything that anyone can call. The HTTP route, the command line and the page all use this same object.
 * `Context` is what the owner room needs to answer (its lake, its store), bound by `main`.
 */
export interface Operation<Context, Input = unknown, Output = unknown> {
  readonly service: string;
  readonly name: string;
  /** What it is for, in one sentence of English. */
  readonly about: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  handle(input: Input, context: Context, caller: Caller): Promise<Output>;
}

/** An operation whose context is bound: ready to be called with whatever came over the wire. */
export interface Callable {
  readonly service: string;
  readonly name: string;
  readonly about: string;
  call(input: unknown, caller: Caller): Promise<unknown>;
}

/** Defines an operation of the service `yagura`: what AWS has no operation for. */
export function operation<Context, I extends z.ZodType, O extends z.ZodType>(
  name: string,
  about: string,
  input: I,
  output: O,
  handle: (input: z.infer<I>, context: Context, caller: Caller) => Promise<z.infer<O>>,
): Operation<Context, z.infer<I>, z.infer<O>> {
  return { service: 'yagura', name, about, input: input as z.ZodType<z.infer<I>>, output: output as z.ZodType<z.infer<O>>, handle };
}

/** Binds an operation to the context of its room. Input is parsed before the handler sees it. */
export function bind<Context, I, O>(definition: Operation<Context, I, O>, context: Context): Callable {
  return {
    service: definition.service,
    name: definition.name,
    about: definition.about,
    async call(input, caller) {
      const parsed = definition.input.safeParse(input ?? {});
      if (!parsed.success) throw invalid(definition.name, parsed.error);
      return definition.handle(parsed.data, context, caller);
    },
  };
}

function invalid(name: string, error: z.ZodError): Fault {
  const problems = error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  return new Fault('BadInput', `${name} cannot use this input. ${problems.join('; ')}.`);
}
