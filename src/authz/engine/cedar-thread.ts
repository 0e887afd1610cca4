import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { Fault } from '#kernel';

const require = createRequire(import.meta.url);

/**
 * Where Cedar's library lies, for whoever loads it in this process. Text that is nested too deeply overruns its memory.
 * V8 learns of that by a signal, SIGSEGV, if it is not told before to look at the bounds itself; and the engine of the
 * lake, in the same process, would take the signal for its own end and answer nothing more. Nor may V8 put the calls
 * of the library into the code around them: when it throws such code away during a call, it sometimes reads a kind of
 * result that there is not and ends the process (`Deoptimizer::TranslatedValueForWasmReturnKind`, Node 20.20.2).
 */
export function cedarModule(): string {
  setFlagsFromString('--wasm-enforce-bounds-checks');
  setFlagsFromString('--no-turbo-inline-js-wasm-calls');
  return require.resolve('@cedar-policy/cedar-wasm/nodejs');
}

/** What a thread with Cedar's library says: that it has loaded it, an answer as JSON, or that the library gave up. */
export interface Said {
  readonly ready?: true;
  readonly answer?: string;
  readonly gaveUp?: true;
}

/**
 * All that the thread does. It is text, since a thread starts without whatever lets the rest run from source. Answers
 * go as JSON, which may be as deep as it likes. After an error the library answers nothing more, so it is loaded anew.
 */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const { module, port = parentPort, signal } = workerData;
let cedar = require(module);
const say = (said) => {
  port.postMessage(said);
  if (signal !== undefined) {
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  }
};
port.on('message', ([name, argument]) => {
  try {
    say({ answer: JSON.stringify(cedar[name](argument)) });
  } catch {
    delete require.cache[module];
    cedar = require(module);
    say({ gaveUp: true });
  }
});
if (signal === undefined) say({ ready: true });`;

/**
 * Megabytes of stack, with which the library's own memory is what ends first: it reads 3,600 operators in a chain, and
 * 110 to 130 brackets one inside the other. On the stack of a main thread it gives up after some hundred operators, now
 * and then, and with many brackets it may go round in circles instead.
 */
const stackSizeMb = 64;

/** A thread with Cedar's library, which answers by messages; where it is waited for, on a port with a signal. */
export function startCedarThread(
  waited: { readonly port: MessagePort; readonly signal: Int32Array } | undefined,
): Worker {
  return new Worker(program, {
    eval: true,
    workerData: { module: cedarModule(), ...waited },
    transferList: waited === undefined ? [] : [waited.port],
    execArgv: [],
    resourceLimits: { stackSizeMb },
  });
}

/** A thread whose answers this one waits for. */
interface Waited {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** How many answers it has given. */
  readonly signal: Int32Array;
}

let waited: Waited | undefined;

/** Seconds that an answer may take. */
const patience = 20;

/**
 * Asks a function of the library in a thread, and waits. Throws `BadInput` for what is too deep for the library, and
 * `TooSlow`.
 */
export function askCedarThread(name: string, argument: unknown): unknown {
  waited ??= startWaited();
  const { worker, port, signal } = waited;
  const before = Atomics.load(signal, 0);
  port.postMessage([name, argument]);
  const answered = Atomics.wait(signal, 0, before, patience * 1000);
  const said: { readonly message: Said } | undefined = receiveMessageOnPort(port);
  if (answered === 'timed-out' || said === undefined) {
    waited = undefined;
    void worker.terminate();
    throw tooSlow(patience);
  }
  if (said.message.answer === undefined) throw tooDeep();
  return JSON.parse(said.message.answer);
}

function startWaited(): Waited {
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const worker = startCedarThread({ port: port2, signal });
  worker.unref();
  port1.unref();
  return { worker, port: port1, signal };
}

export const tooDeep = (): Fault =>
  new Fault('BadInput', {
    en:
      "This is nested too deeply for Cedar's own library, which gave up. Take the expression apart: split a policy into " +
      'several, or a long condition into several clauses.',
    ja: '深く入れ子になりすぎていて、Cedar のライブラリーが処理できません。ポリシーや長い条件を、いくつかに分けてください。',
  });

export const tooSlow = (seconds: number): Fault =>
  new Fault('TooSlow', {
    en: `Cedar's own library took longer than ${seconds} seconds over this. Divide it: give fewer types, policies or clauses at once.`,
    ja: `Cedar のライブラリーの処理が ${seconds} 秒で終わりませんでした。型、ポリシー、条件を減らして分けてください。`,
  });
