import { Fault, textOf, type Text } from '#kernel';
import type { IngestContext } from './context.ts';
import { Obstacle, type Step } from './obstacle.ts';
import { tryBucket } from './try-bucket.ts';
import { tryFolder } from './try-folder.ts';
import { tryQueue } from './try-queue.ts';

/**
 * Looks at a place now and reads one log of it without keeping it. What goes wrong is the last step, with its remedy.
 * Throws `BadInput` for what is no such place.
 */
export async function tryPlace(address: string, context: IngestContext): Promise<Step[]> {
  const steps: Step[] = [];
  try {
    for await (const said of attempt(address, context)) steps.push({ ok: true, said });
  } catch (error) {
    if (error instanceof Obstacle) steps.push(error.step);
    else if (error instanceof Fault && error.code !== 'BadInput') steps.push({ ok: false, said: textOf(error) });
    else throw error;
  }
  return steps;
}

/** INVARIANT: nobody can make this machine look at folders or call addresses that the configuration does not name, AWS apart. */
function attempt(address: string, context: IngestContext): AsyncIterable<Text> {
  const { watch, sqs } = context.config;
  if (address.startsWith('s3://')) return tryBucket(address, context);
  if (sqs.includes(address) || queueOfAws.test(address)) return tryQueue(address, context);
  if (watch.includes(address)) return tryFolder(address);
  throw new Fault('BadInput', {
    en: 'This is no place that can be tried. Give s3://bucket/prefix, the URL of an SQS queue, or a folder that ingest.watch names.',
    ja: '確認できる場所ではありません。s3://バケット/プレフィックス、SQS キューの URL、または ingest.watch に設定したフォルダーを指定してください。',
  });
}

const queueOfAws = /^https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/\d{12}\/[\w-]{1,80}(?:\.fifo)?$/;
