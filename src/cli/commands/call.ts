import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { exactJsonText, Fault, parseExactJson, textOf } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder } from '../option.ts';
import { visibleLines } from '../visible.ts';

const Options = z.object({ data: z.string().optional() });

/** `yagura call SERVICE OPERATION [JSON]`: any operation that the page or an AWS tool can call. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  program
    .command('call')
    .description(
      say({
        en: 'Call an operation and print its answer: of the running server, or on the data folder when none runs',
        ja: '操作を呼び出して結果を表示する。サーバーが動いていればサーバーを、なければデータフォルダーを使う',
      }),
    )
    .argument(
      '<service>',
      say({
        en: 'yagura, or an AWS service such as guardduty',
        ja: 'yagura、または guardduty のような AWS のサービス',
      }),
    )
    .argument('<operation>', say({ en: 'such as ListFindings', ja: 'ListFindings などの操作' }))
    .argument(
      '[json]',
      say({ en: 'what goes in, as JSON; - reads it from standard input', ja: '入力の JSON。- なら標準入力から読む' }),
      '{}',
    )
    .addOption(dataFolder(say))
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
    throw new Fault(
      'Usage',
      {
        en: `The input is no JSON: ${textOf(error).en}. Write it as '{"limit": 10}'.`,
        ja: `入力が JSON ではありません（${textOf(error).ja}）。'{"limit": 10}' のように書いてください。`,
      },
      { cause: error },
    );
  }
}
