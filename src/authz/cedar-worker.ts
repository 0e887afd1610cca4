import type { Worker } from 'node:worker_threads';
import { Fault } from '#kernel';
import { startCedarThread, tooDeep, tooSlow, type Said } from './engine/cedar-thread.ts';
import type { Answer, Argument, CedarFunction } from './engine/cedar.ts';

interface Question {
  readonly name: CedarFunction;
  readonly argument: unknown;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/** A worker, and the question that it is busy with. */
interface Thread {
  readonly worker: Worker;
  question: Question | undefined;
  /** It has loaded the library; until then no clock runs. */
  ready: boolean;
  /** It has been busy for so long that nobody should wait for it. */
  slow: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** Milliseconds after which a question is a slow one, and how many workers there are at most for those behind it. */
const patience = 250;
const most = 3;

/**
 * Cedar's own library beside this thread: what strangers write is parsed and judged there, one after the other, so that
 * nothing of theirs holds up anybody else or ends the process. Those who wait behind a slow question are asked of
 * another worker; a question that takes too long ends its worker.
 */
export class CedarWorker implements AsyncDisposable {
  private readonly seconds: number;
  private readonly waiting: Question[] = [];
  private readonly threads = new Set<Thread>();

  /** `seconds`: what one question may take. */
  constructor(seconds: number) {
    this.seconds = seconds;
  }

  /** Asks a function of the library. Throws `TooSlow`, and `BadInput` for what is nested too deeply. */
  async ask<Name extends CedarFunction>(name: Name, argument: Argument<Name>): Promise<Answer<Name>>;
  async ask(name: CedarFunction, argument: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ name, argument, resolve, reject });
      this.goOn();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ending = new Fault('Unavailable', { en: 'Yagura is ending.', ja: 'Yagura を終了しています。' });
    for (const question of this.waiting.splice(0)) question.reject(ending);
    await Promise.all([...this.threads].map((thread) => this.end(thread, ending)));
  }

  /** Hands out questions as long as there is somebody to answer them. */
  private goOn(): void {
    while (this.waiting.length > 0) {
      const thread = this.free();
      if (thread === undefined) return;
      const question = this.waiting.shift();
      if (question !== undefined) this.hand(question, thread);
    }
  }

  /** A worker that has nothing to do; a new one where all others are slow. */
  private free(): Thread | undefined {
    for (const thread of this.threads) if (thread.question === undefined) return thread;
    const all = [...this.threads];
    return all.length < most && all.every(({ slow }) => slow) ? this.begin() : undefined;
  }

  private begin(): Thread {
    const worker = startCedarThread(undefined);
    const thread: Thread = { worker, question: undefined, ready: false, slow: false, timer: undefined };
    worker.on('message', (said: Said) => (said.ready ? this.loaded(thread) : this.answered(thread, said)));
    worker.on('error', () => {
      void this.end(thread, tooDeep());
      this.goOn();
    });
    this.threads.add(thread);
    return thread;
  }

  private hand(question: Question, thread: Thread): void {
    try {
      thread.worker.postMessage([question.name, question.argument], []);
    } catch (error) {
      question.reject(error); // it is too deep to be handed over
      return;
    }
    thread.question = question;
    thread.worker.ref();
    if (thread.ready) this.watch(thread);
  }

  private loaded(thread: Thread): void {
    thread.ready = true;
    if (thread.question !== undefined) this.watch(thread);
  }

  private answered(thread: Thread, { answer, gaveUp }: Said): void {
    const question = this.done(thread);
    if (gaveUp) question?.reject(tooDeep());
    else question?.resolve(answer === undefined ? undefined : JSON.parse(answer));
    if (this.threads.size > 1 && this.waiting.length === 0) void this.end(thread);
    this.goOn();
  }

  private watch(thread: Thread): void {
    thread.timer = setTimeout(() => this.lose(thread), patience);
  }

  /** A question turns out to be slow: those behind it go on, and it has the rest of its time. */
  private lose(thread: Thread): void {
    thread.slow = true;
    thread.timer = setTimeout(
      () => {
        void this.end(thread, tooSlow(this.seconds));
        this.goOn();
      },
      this.seconds * 1000 - patience,
    );
    this.goOn();
  }

  /** Without a question a worker keeps no process alive. */
  private done(thread: Thread): Question | undefined {
    const { question } = thread;
    clearTimeout(thread.timer);
    thread.question = undefined;
    thread.slow = false;
    thread.worker.unref();
    return question;
  }

  private async end(thread: Thread, fault?: Fault): Promise<void> {
    const question = this.done(thread);
    this.threads.delete(thread);
    if (fault !== undefined) question?.reject(fault);
    await thread.worker.terminate();
  }
}
