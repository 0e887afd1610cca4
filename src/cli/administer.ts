import type { z } from 'zod';
import type { CommandContext } from './context.ts';

/** One operation on people, keys or policies: its name, what goes in, and the form of what comes out. */
export interface Administered<Answer extends z.ZodType> {
  readonly operation: string;
  readonly input: object;
  readonly answer: Answer;
}

/** Does one thing to people, keys or policies of the data folder; a server that has it open sees it within a second. */
export async function administer<Answer extends z.ZodType>(
  { operation, input, answer }: Administered<Answer>,
  data: string | undefined,
  context: CommandContext,
): Promise<z.infer<Answer>> {
  await using machine = await context.administration(context.config({ data }));
  return answer.parse(await machine.call('yagura', operation, input));
}
