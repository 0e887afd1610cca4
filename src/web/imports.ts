import type { HttpBindings } from '@hono/node-server';
import { isIPv4 } from 'node:net';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { z } from 'zod';
import { Fault, within, type Log, type Progress } from '#kernel';
import { asItReads } from './as-it-reads.ts';
import { headAndRest } from './body.ts';
import { addressOf, machineOf, type Served, type SignIn } from './sign-in.ts';

const mostAtOnce = 4;
const headLimits = { bytes: 8_000_000, seconds: 20 };

/** What the command line of this machine gives to be read. */
export interface HandedOver {
  /** Absolute paths, `s3://bucket/prefix`, and `-` for what stands in `stdin`. */
  readonly inputs: readonly string[];
  readonly stdin: Readable;
  readonly progress: Progress;
}

/** Reads what was handed over and tells what became of it. */
export type TakeImport = (given: HandedOver) => Promise<object>;

const Head = z.strictObject({ inputs: z.array(z.string().min(1).max(10_000)).min(1).max(200_000) });

/**
 * `POST /import`: the command line of this machine hands paths over to be read. The body is a line `{"inputs": [...]}`
 * and behind it whatever came to its standard input; the reply tells the steps as they come, and at last the report.
 * Whoever goes away meanwhile ends nothing.
 *
 * INVARIANT: nobody else can have files of this machine read: asked for are the token in the data folder, which its
 * owner alone can read and who could read the same files, and a connection from this machine, through no proxy.
 */
export function imports(take: TakeImport, signIn: SignIn & { readonly log: Log }) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  let running = 0;

  app.post('/', async (context) => {
    refuseOthers(context, signIn);
    const { inputs, rest } = await headOf(context);
    if (running >= mostAtOnce)
      throw new Fault('Unavailable', {
        en: `The server is reading ${mostAtOnce} imports already. Run the command again when one of them is over.`,
        ja: `サーバーはすでに ${mostAtOnce} 件の取り込みを実行しています。どれかが終わってから、もう一度実行してください。`,
      });
    running++;
    const stdin = Readable.from(rest, { objectMode: false });
    signIn.log.info({ inputs: inputs.length }, 'The command line of this machine has logs read.');
    const work = async (progress: Progress): Promise<object> => {
      progress.report(begun);
      try {
        return await take({ inputs, stdin, progress });
      } finally {
        running--;
      }
    };
    return asItReads(work, { log: signIn.log, lineOf: (step) => ({ step }) });
  });

  return app;
}

/** Told at once, so that whoever hands over knows that it was taken. */
const begun = { what: { en: 'Reading logs', ja: 'ログを読んでいます' }, done: 0, unit: 'bytes' } as const;

function refuseOthers(context: Served, signIn: SignIn): void {
  const address = addressOf(context);
  signIn.attempts.check(address);
  if (machineOf(context, signIn) === undefined) {
    signIn.attempts.failed(address);
    throw new Fault('NotSignedIn', {
      en: 'Only the command line of the machine that has the data can hand over paths.',
      ja: 'パスを渡せるのは、データのあるマシンのコマンドラインだけです。',
    });
  }
  const { remoteAddress = '', localAddress } = context.env.incoming.socket;
  const passedOn = ['forwarded', 'x-forwarded-for', 'via'].some((name) => context.req.header(name) !== undefined);
  if (passedOn || !(remoteAddress === localAddress || isLoopback(remoteAddress)))
    throw new Fault('Denied', {
      en: 'Paths can be handed over on the machine of the server alone. Run the command there, or send the files with a push token.',
      ja: 'パスを渡せるのは、サーバーのあるマシンからだけです。そのマシンでコマンドを実行するか、プッシュ用トークンでファイルを送ってください。',
    });
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
}

async function headOf(context: Served) {
  const late = {
    en: 'What is to be read took too long to arrive. Run the command again.',
    ja: '読むものの一覧が時間内に届きませんでした。もう一度実行してください。',
  };
  const { head, rest } = await within(headLimits.seconds, late, headAndRest(context.env.incoming, headLimits.bytes));
  return { inputs: inputsIn(head), rest };
}

function inputsIn(head: string): readonly string[] {
  try {
    return Head.parse(JSON.parse(head)).inputs;
  } catch (error) {
    throw new Fault(
      'BadInput',
      {
        en: 'The first line must be JSON that names what to read: {"inputs": ["/path"]}.',
        ja: '最初の行は、読むものを示す JSON（{"inputs": ["/path"]}）でなければなりません。',
      },
      {
        cause: error,
      },
    );
  }
}
