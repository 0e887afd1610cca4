import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { Fault } from '#kernel';
import type { Cedar } from './engine/cedar.ts';

type CedarFunction =
  | 'policyToJson'
  | 'templateToJson'
  | 'formatPolicies'
  | 'validate'
  | 'isAuthorized'
  | 'schemaToText'
  | 'checkParseSchema'
  | 'schemaToJsonWithResolvedTypes';
type Argument<Name extends CedarFunction> = Parameters<Cedar[Name]>[0];
type Answer<Name extends CedarFunction> = ReturnType<Cedar[Name]>;

/**
 * All that the worker does. It is text, since a worker starts without whatever lets the rest run from source.
 * After an error the library answers nothing more, so it is loaded anew.
 */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
let cedar = require(workerData);
parentPort.on('message', ([name, argument]) => {
  try {
    parentPort.postMessage({ answer: cedar[name](argument) });
  } catch {
    delete require.cache[workerData];
    cedar = require(workerData);
    parentPort.postMessage({ gaveUp: true });
  }
});`;

interface Question {
  readonly name: CedarFunction;
  readonly argument: unknown;
  resolve(answer: unknown): void;
  reject(fault: Fault): void;
}

/**
 * Cedar's own library beside this thread: what strangers write is parsed and judged there, one after the other, so that
 * nothing of theirs holds up anybody else or ends the process. A question that takes too long ends the worker, and
 * those that wait behind it are asked of another.
 */
export class CedarWorker implements AsyncDisposable {
  private readonly seconds: number;
  private readonly waiting: Question[] = [];
  private worker: Worker | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** `seconds`: what one question may take. */
  constructor(seconds: number) {
    this.seconds = seconds;
  }

  /** Asks a function of the library. Throws `TooSlow`, and `BadInput` for what is nested too deeply. */
  async ask<Name extends CedarFunction>(name: Name, argument: Argument<Name>): Promise<Answer<Name>>;
  async ask(name: CedarFunction, argument: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.worker ??= this.begin();
      this.worker.postMessage([name, argument], []); // throws for what is too deep to be handed over, and nobody waits
      this.waiting.push({ name, argument, resolve, reject });
      if (this.waiting.length === 1) this.watch();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const question of this.waiting.splice(0)) question.reject(new Fault('Unavailable', 'Yagura is ending.'));
    clearTimeout(this.timer);
    await this.worker?.terminate();
  }

  private begin(): Worker {
    const path = createRequire(import.meta.url).resolve('@cedar-policy/cedar-wasm/nodejs');
    const worker = new Worker(program, { eval: true, workerData: path, execArgv: [] });
    worker.on('message', ({ answer, gaveUp }: { readonly answer?: unknown; readonly gaveUp?: true }) => {
      const question = this.waiting.shift();
      if (gaveUp) question?.reject(tooDeep());
      else question?.resolve(answer);
      this.watch();
    });
    worker.on('error', () => this.beginAnew(tooDeep()));
    return worker;
  }

  /** The clock runs for the question that is being answered; without one the worker keeps no process alive. */
  private watch(): void {
    clearTimeout(this.timer);
    if (this.waiting.length === 0) return this.worker?.unref();
    this.worker?.ref();
    this.timer = setTimeout(() => this.beginAnew(tooSlow(this.seconds)), this.seconds * 1000);
  }

  private beginAnew(fault: Fault): void {
    void this.worker?.terminate();
    this.worker = undefined;
    this.waiting.shift()?.reject(fault);
    if (this.waiting.length > 0) this.worker = this.begin();
    for (const { name, argument } of this.waiting) this.worker?.postMessage([name, argument], []);
    this.watch();
  }
}

const tooDeep = (): Fault =>
  new Fault(
    'BadInput',
    "This is nested too deeply for Cedar's own library, which gave up. Take the expression apart: split a policy into " +
      'several, or a long condition into several clauses.',
  );

const tooSlow = (seconds: number): Fault =>
  new Fault(
    'TooSlow',
    `Cedar's own library took longer than ${seconds} seconds over this. Divide it: give fewer types, policies or clauses at once.`,
  );
