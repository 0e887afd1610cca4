import { Fault, textOf, type Text } from '#kernel';
import { answered, patience } from './bucket-patience.ts';
import type { IngestContext } from './context.ts';
import { objectsIn } from './notification.ts';
import { obstacleOf } from './place-troubles.ts';
import { Objects } from './s3-objects.ts';
import { openQueue } from './queue-client.ts';
import { tryObject } from './try-bucket.ts';
import { Obstacle } from './obstacle.ts';

/** Looks at a queue without taking a message away, and reads the log that one of them names. */
export async function* tryQueue(url: string, context: IngestContext): AsyncGenerator<Text> {
  const [body] = await peek(url, context);
  yield {
    en: `${url} can be read${body === undefined ? '; no message waits in it' : ''}.`,
    ja: `${url} を読み取れます${body === undefined ? '（待機中のメッセージはありません）' : ''}。`,
  };
  if (body === undefined) throw nothingWaits;
  const [object] = named(body);
  if (object === undefined) throw nothingNamed;
  await using objects = new Objects(context.config);
  yield await tryObject(object, objects, context);
}

/** INVARIANT: a message that is only looked at is visible to the reading again at once. */
async function peek(url: string, { config }: IngestContext): Promise<string[]> {
  const { ReceiveMessageCommand } = await import('@aws-sdk/client-sqs');
  const client = await openQueue(url, config);
  const ask = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: 1,
    WaitTimeSeconds: 2,
    VisibilityTimeout: 0,
  });
  try {
    const asking = answered(patience, (abortSignal) => client.send(ask, { abortSignal }));
    return ((await asking.catch(obstacleOf)).Messages ?? []).map(({ Body = '' }) => Body);
  } finally {
    client.destroy();
  }
}

function named(body: string) {
  try {
    return objectsIn(body);
  } catch (error) {
    if (error instanceof Fault) throw new Obstacle(textOf(error), onlyS3);
    throw error;
  }
}

const onlyS3: Text = {
  en: 'Let the bucket, and nothing else, send its notifications to this queue.',
  ja: 'このキューには、バケットの通知だけが届くようにしてください。',
};

const nothingWaits = new Obstacle(
  {
    en: 'Whether the bucket tells the queue of new objects cannot be seen yet.',
    ja: 'バケットからの通知が届くかどうかは、まだ確認できません。',
  },
  {
    en: 'If Yagura reads this queue already, that is as it should be. Otherwise wait for the next delivery (5 to 15 minutes), and check the event notification of the bucket and the policy of the queue.',
    ja: 'Yagura がすでにこのキューを読んでいる場合は正常です。そうでない場合は、次の配信（5 ～ 15 分）を待ち、バケットのイベント通知とキューのポリシーを確認してください。',
  },
);

const nothingNamed = new Obstacle(
  {
    en: 'The message is a test of S3 or tells of a deletion, and names no new object.',
    ja: 'メッセージは S3 のテスト通知または削除通知で、新しいオブジェクトを示していません。',
  },
  {
    en: 'The way from the bucket to the queue works. Wait for the next delivery and check again.',
    ja: 'バケットからキューへの通知は届いています。次の配信を待って、もう一度確認してください。',
  },
);
