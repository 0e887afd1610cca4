import { z } from 'zod';
import { Fault, parsedJson } from '#kernel';
import type { StoredObject } from './bucket.ts';

// Forms as the Amazon S3 user guide ("Event message structure"), the SNS developer guide (a notification's JSON) and
// the EventBridge user guide ("Amazon S3 events") give them.
const S3Event = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      s3: z.object({
        bucket: z.object({ name: z.string() }),
        object: z.object({ key: z.string(), size: z.number().default(0), eTag: z.string().default('') }),
      }),
    }),
  ),
});
const TestEvent = z.object({ Event: z.literal('s3:TestEvent') });
const FromSns = z.object({ Type: z.literal('Notification'), Message: z.string() });
const FromEventBridge = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.string(),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), size: z.number().default(0), etag: z.string().default('') }),
  }),
});

/**
 * The objects that a message of a queue says were made: an S3 event, plain or out of SNS, or an event of EventBridge.
 * A test, or an object that was removed, names none. Throws `BadInput` for anything else.
 */
export function objectsIn(message: string): StoredObject[] {
  const body = parsedJson(message);
  const sns = FromSns.safeParse(body);
  const inner = sns.success ? parsedJson(sns.data.Message) : body;
  if (TestEvent.safeParse(inner).success) return [];
  const s3 = S3Event.safeParse(inner);
  if (s3.success)
    return s3.data.Records.filter(({ eventName }) => /^(s3:)?ObjectCreated:/.test(eventName)).map(({ s3: named }) => ({
      bucket: named.bucket.name,
      key: decoded(named.object.key),
      size: named.object.size,
      etag: named.object.eTag,
    }));
  const event = FromEventBridge.safeParse(inner);
  if (!event.success) throw unknownForm();
  if (event.data['detail-type'] !== 'Object Created') return [];
  const { bucket, object } = event.data.detail;
  return [{ bucket: bucket.name, key: object.key, size: object.size, etag: object.etag }];
}

const unknownForm = (): Fault =>
  new Fault('BadInput', {
    en: 'This message is no notification of S3. Let the bucket send its events to this queue, through SNS or EventBridge if you like, and nothing else.',
    ja: 'このメッセージは S3 の通知ではありません。このキューにはバケットのイベント通知だけを送ってください（SNS や EventBridge を経由しても構いません）。',
  });

/** S3 events write keys as in a form: `+` for a blank, `%2B` for a plus. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
