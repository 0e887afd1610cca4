import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { exactJsonText, Fault, parseExactJson, sentenceOf } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder } from '../option.ts';
import { visibleLines } from '../visible.ts';

const Options = z.object({ data: z.string().optional() });

/** `yagura call SERVICE OPERATION [JSON]`: any operation that the page or an AWS tool can call. */
const command: CommandFile = (program, context) => {
  program
    .command('call')
    .description('Call an operation and print its answer: of the running server, or on the data folder when none runs')
    .argument('<service>', 'yagura, or an AWS service such as guardduty')
    .argument('<operation>', 'such as ListFindings')
    .argument('[json]', 'what goes in, as JSON; - reads it from standard input', '{}')
    .addOption(dataFolder())
    .action((service: string, operation: string, json: string, options: unknown) =>
      run({ service, operation, json, ...Options.parse(options) }, context),
    );
};
export default command;

interface Given extends z.infer<typeof Options> {
  readonly service: string;
  readonly operation: string;
  readonly json: string;
}

async function run({ service, operation, json, data }: Given, context: CommandContext): Promise<void> {
  const input = parsed(json === '-' ? await text(process.stdin) : json);
  await using machine = await context.operations(context.config({ data }));
  const answer = await machine.call(service, operation, input);
  context.terminal.out(visibleLines(exactJsonText(answer ?? {}, 2)));
}

function parsed(json: string): unknown {
  try {
    return parseExactJson(json);
  } catch (error) {
    throw new Fault('Usage', `The input is no JSON: ${sentenceOf(error)}. Write it as '{"limit": 10}'.`, {
      cause: error,
    });
  }
}
