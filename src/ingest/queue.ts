import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { Fault, textOf, type Text } from '#kernel';
import { answered, patience as usual, type Patience } from './bucket-patience.ts';
import { objectFile, type StoredObject } from './bucket.ts';
import type { IngestContext } from './context.ts';
import { quarantined } from './delivery.ts';
import type { Incoming } from './incoming.ts';
import { importing } from './ingest.ts';
import type { ImportRun } from './import-run.ts';
import { objectsIn } from './notification.ts';
import { passedOver } from './passed-over.ts';
import { isOfObject, whyOf } from './place-troubles.ts';
import { openQueue } from './queue-client.ts';
import { keptBytes, reasonOf } from './refusal.ts';
import type { Objects } from './s3-objects.ts';
import { quarantine } from './tables.ts';
import type { ImportReport } from './tally.ts';

/** A message whose objects could not be had so often goes to quarantine. */
const mostTries = 5;
/** Seconds for which the queue keeps messages from others while their objects are read. */
const hiddenSeconds = 900;

/** Why a message was not taken, and whether asking again hardly mends it. */
interface Failure {
  readonly why: Text;
  readonly lasts: boolean;
}

/** A queue that tells of new objects. */
export class Queue implements AsyncDisposable {
  readonly url: string;
  private readonly objects: Objects;
  private readonly context: IngestContext;
  private readonly patience: Patience;
  private opened: SQSClient | undefined;

  constructor(url: string, objects: Objects, context: IngestContext, patience = usual) {
    this.url = url;
    this.objects = objects;
    this.context = context;
    this.patience = patience;
  }

  /**
   * Takes the next messages (up to `waitSeconds` for the first to come) and reads their objects.
   * INVARIANT: a message is deleted only when all its objects are durable. One that fails is left, and comes again: a
   * few times where that is its own fault, and until it is mended where the network or a permission is in the way.
   */
  async next(waitSeconds: number, signal: AbortSignal): Promise<ImportReport | undefined> {
    const messages = await this.receive(waitSeconds, signal);
    if (messages.length === 0) return undefined;
    const failed = new Map<Message, Failure>();
    const report = await importing(this.context, (run) => this.files(messages, failed, run));
    for (const message of messages) await this.settle(message, failed.get(message));
    return report;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.opened?.destroy();
  }

  private async client(): Promise<SQSClient> {
    this.opened ??= await openQueue(this.url, this.context.config);
    return this.opened;
  }

  private async receive(waitSeconds: number, abortSignal: AbortSignal): Promise<Message[]> {
    const { ReceiveMessageCommand } = await import('@aws-sdk/client-sqs');
    const ask = new ReceiveMessageCommand({
      QueueUrl: this.url,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: hiddenSeconds,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    const asking = this.asked(async (client, late) => {
      const either = AbortSignal.any([abortSignal, late]);
      return (await client.send(ask, { abortSignal: either })).Messages ?? [];
    }, waitSeconds);
    return asking.catch((error: unknown) => {
      if (abortSignal.aborted) return [];
      throw error;
    });
  }

  /** What the queue answers, in the time that it may take beyond `waitSeconds`. Throws `Unavailable`. */
  private async asked<T>(ask: (client: SQSClient, late: AbortSignal) => Promise<T>, waitSeconds = 0): Promise<T> {
    const answer = this.patience.answer + waitSeconds * 1000;
    try {
      const client = await this.client();
      return await answered({ ...this.patience, answer }, (late) => ask(client, late));
    } catch (error) {
      throw unread(this.url, error);
    }
  }

  private async *files(
    messages: readonly Message[],
    failed: Map<Message, Failure>,
    run: ImportRun,
  ): AsyncGenerator<Incoming> {
    for (const message of messages) {
      for (const object of named(message, failed)) {
        if (passedOver(object.key)) run.tally.filesPassedOver += 1;
        else yield this.file(object, run, (why) => fails(message, failed, why));
      }
    }
  }

  private file(object: StoredObject, run: ImportRun, missed: (why: unknown) => void): Incoming {
    return {
      ...objectFile(this.objects.buckets, object, run.limits.unpackedBytes),
      missed: async (why) => missed(why),
    };
  }

  private async settle(message: Message, failure: Failure | undefined): Promise<void> {
    if (failure !== undefined) {
      const tries = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
      if (!failure.lasts || tries < mostTries) return;
      await this.isolate(message, failure.why);
    }
    const { DeleteMessageCommand } = await import('@aws-sdk/client-sqs');
    const done = new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle: message.ReceiptHandle });
    await this.asked((client, abortSignal) => client.send(done, { abortSignal }));
  }

  private async isolate({ MessageId = '', Body = '' }: Message, failure: Text): Promise<void> {
    const { reason, remedy } = reasonOf(new Fault('BadInput', failure));
    const where = { file: `sqs ${MessageId}`, path: this.url, line: 0, position: 0, source: '', framing: '' } as const;
    const text = { head: '', text: Body.slice(0, keptBytes), size: Buffer.byteLength(Body) };
    await this.context.lake.append(quarantine, [
      quarantined({ ...where, reason, remedy, ...text }, this.context.clock),
    ]);
  }
}

/** Keeps why an object of a message could not be had; what may come yet keeps the message for all its objects. */
function fails(message: Message, failed: Map<Message, Failure>, why: unknown): void {
  const lasts = isOfObject(why);
  if (failed.get(message)?.lasts !== false) failed.set(message, { why: textOf(why), lasts });
}

/** The objects that a message names; a message that nobody can read has failed. */
function named(message: Message, failed: Map<Message, Failure>): StoredObject[] {
  try {
    return objectsIn(message.Body ?? '');
  } catch (error) {
    failed.set(message, { why: textOf(error), lasts: true });
    return [];
  }
}

function unread(url: string, cause: unknown): Fault {
  const why = whyOf(cause);
  const said = {
    en: `The queue ${url} cannot be read. ${why.en}`,
    ja: `キュー ${url} を読み取れません。${why.ja}`,
  };
  return new Fault('Unavailable', said, { cause });
}
