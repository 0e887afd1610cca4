import { z } from 'zod';
import { Fault, issuesText, type Soon } from '#kernel';
import type { Call } from './caller.ts';

/**
 * Anything that anyone can call. The HTTP route, the command line and the page all use this same object.
 * `Context` is what the owner room needs to answer (its lake, its store), bound by `main`.
 */
export interface Operation<Context, Input extends z.ZodType, Output extends z.ZodType> {
  readonly name: string;
  /** What it is for, in one sentence of English. */
  readonly about: string;
  readonly input: Input;
  readonly output: Output;
  handle(input: z.infer<Input>, context: Context, call: Call): Promise<z.infer<Output>>;
}

/** An operation whose context is bound: ready to be called with whatever came over the wire, which it checks. */
export interface Callable {
  /** `yagura`, or the signing name of an AWS service: `guardduty`. */
  readonly service: string;
  readonly name: string;
  /** As IAM writes it: `guardduty:ListFindings`. */
  readonly action: string;
  readonly about: string;
  /** It takes the JSON text of its input, reads it for itself, and gives the JSON text of its output. */
  readonly text?: true;
  call(input: unknown, call: Call): Soon<unknown>;
}

/**
 * Defines an operation of the service `yagura`: what AWS has no operation for.
 * `operation<Context>()({ name, about, input, output, handle })`: the context is named, the schemas are inferred.
 */
export const operation =
  <Context>() =>
  <Input extends z.ZodType, Output extends z.ZodType>(
    definition: Operation<Context, Input, Output>,
  ): Bindable<Context> => ({
    service: 'yagura',
    name: definition.name,
    bind: (context) => ({
      service: 'yagura',
      name: definition.name,
      action: `yagura:${definition.name}`,
      about: definition.about,
      call: async (input, call) => definition.handle(parse(definition, input), context, call),
    }),
  });

/** An operation as its file exports it: bound to a context it becomes callable. */
export interface Bindable<Context> {
  /** As in `Callable`. */
  readonly service: string;
  readonly name: string;
  bind(context: Context): Callable;
}

function parse<Context, Input extends z.ZodType, Output extends z.ZodType>(
  definition: Operation<Context, Input, Output>,
  input: unknown,
): z.infer<Input> {
  const parsed = definition.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const { en, ja } = issuesText(parsed.error, { whole: { en: 'input', ja: '入力' } });
  throw new Fault('BadInput', {
    en: `${definition.name} cannot use this input. ${en}.`,
    ja: `${definition.name} にはこの入力を使えません。${ja}。`,
  });
}
