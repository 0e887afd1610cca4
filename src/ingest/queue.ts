import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { Fault, textOf, type Text } from '#kernel';
import { objectFile, type StoredObject } from './bucket.ts';
import type { IngestContext } from './context.ts';
import { quarantined } from './delivery.ts';
import type { Incoming } from './incoming.ts';
import { importing } from './ingest.ts';
import type { ImportRun } from './import-run.ts';
import { objectsIn } from './notification.ts';
import { passedOver } from './passed-over.ts';
import { whyOf } from './place-troubles.ts';
import { openQueue } from './queue-client.ts';
import { keptBytes, reasonOf } from './refusal.ts';
import type { Objects } from './s3-objects.ts';
import { quarantine } from './tables.ts';
import type { ImportReport } from './tally.ts';

/** A message whose objects could not be had so often goes to quarantine. */
const mostTries = 5;
/** Seconds for which the queue keeps messages from others while their objects are read. */
const hiddenSeconds = 900;

/** A queue that tells of new objects. */
export class Queue implements AsyncDisposable {
  readonly url: string;
  private readonly objects: Objects;
  private readonly context: IngestContext;
  private opened: SQSClient | undefined;

  constructor(url: string, objects: Objects, context: IngestContext) {
    this.url = url;
    this.objects = objects;
    this.context = context;
  }

  /**
   * Takes the next messages (up to `waitSeconds` for the first to come) and reads their objects.
   * INVARIANT: a message is deleted only when all its objects are durable. One that fails is left, and comes again.
   */
  async next(waitSeconds: number, signal: AbortSignal): Promise<ImportReport | undefined> {
    const messages = await this.receive(waitSeconds, signal);
    if (messages.length === 0) return undefined;
    const failed = new Map<Message, Text>();
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
    try {
      return (await (await this.client()).send(ask, { abortSignal })).Messages ?? [];
    } catch (error) {
      if (abortSignal.aborted) return [];
      throw unread(this.url, error);
    }
  }

  private async *files(
    messages: readonly Message[],
    failed: Map<Message, Text>,
    run: ImportRun,
  ): AsyncGenerator<Incoming> {
    for (const message of messages) {
      for (const object of named(message, failed)) {
        if (passedOver(object.key)) run.tally.filesPassedOver += 1;
        else
          yield this.file(object, run, () =>
            failed.set(message, {
              en: `s3://${object.bucket}/${object.key} cannot be fetched.`,
              ja: `s3://${object.bucket}/${object.key} を取得できません。`,
            }),
          );
      }
    }
  }

  private file(object: StoredObject, run: ImportRun, missed: () => void): Incoming {
    return { ...objectFile(this.objects.buckets, object, run.limits.unpackedBytes), missed: async () => missed() };
  }

  private async settle(message: Message, failure: Text | undefined): Promise<void> {
    if (failure !== undefined) {
      if (Number(message.Attributes?.ApproximateReceiveCount ?? 1) < mostTries) return;
      await this.isolate(message, failure);
    }
    const { DeleteMessageCommand } = await import('@aws-sdk/client-sqs');
    await (
      await this.client()
    ).send(new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle: message.ReceiptHandle }));
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

/** The objects that a message names; a message that nobody can read has failed. */
function named(message: Message, failed: Map<Message, Text>): StoredObject[] {
  try {
    return objectsIn(message.Body ?? '');
  } catch (error) {
    failed.set(message, textOf(error));
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
