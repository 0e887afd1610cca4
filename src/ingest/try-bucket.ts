import type { Text } from '#kernel';
import { listPage, objectFile, placeOf, type StoredObject } from './bucket.ts';
import type { IngestContext } from './context.ts';
import { limitsOf } from './limits.ts';
import { open } from './opening.ts';
import { obstacleOf } from './place-troubles.ts';
import { isLog, Objects } from './s3-objects.ts';
import { Spool } from './spool.ts';
import { Obstacle } from './obstacle.ts';
import { unpack } from './unpack.ts';

/** Lists a bucket and reads one of its logs. */
export async function* tryBucket(address: string, context: IngestContext): AsyncGenerator<Text> {
  const place = placeOf(address);
  await using objects = new Objects(context.config);
  const page = await listPage(objects.buckets, place, '').catch(obstacleOf);
  yield listed(address, page);
  const logs = page.objects.filter(isLog);
  const [log] = logs.toSorted((one, other) => one.size - other.size).slice(Math.floor(logs.length / 2));
  if (log === undefined) throw nothingThere(address);
  yield await tryObject(log, objects, context);
}

const listed = (address: string, { objects, more }: { objects: readonly unknown[]; more: boolean }): Text => ({
  en: `${address} can be listed: ${more ? 'at least ' : ''}${objects.length} objects.`,
  ja: `${address} を一覧できます（オブジェクト ${objects.length} 個${more ? '以上' : ''}）。`,
});

const nothingThere = (address: string): Obstacle =>
  new Obstacle(
    { en: `There is no log below ${address} yet.`, ja: `${address} の下にまだログがありません。` },
    {
      en: 'Check the prefix. AWS delivers the first logs some 5 to 15 minutes after they were switched on.',
      ja: 'プレフィックスを確認してください。ログを有効にしてから最初の配信までは 5 ～ 15 分ほどかかります。',
    },
  );

/** Fetches an object and tells which log it is; nothing of it is kept. */
export async function tryObject(object: StoredObject, objects: Objects, context: IngestContext): Promise<Text> {
  const limits = limitsOf(context.config);
  await using spool = new Spool(context.spool);
  const file = objectFile(objects.buckets, object, limits.unpackedBytes);
  const { name } = file;
  await using spooled = await file.fetch(spool).catch(obstacleOf);
  for await (const member of unpack(spooled.content, limits, spool)) {
    await using opened = await open(member, name, { sources: context.sources, limits, spool });
    if (opened !== undefined && 'source' in opened) {
      const { title } = opened.source;
      return { en: `${name} was read: ${title.en}.`, ja: `${name} を読み取れました（${title.ja}）。` };
    }
  }
  throw new Obstacle(
    {
      en: `${name} was fetched, but is no log that Yagura knows.`,
      ja: `${name} は取得できましたが、対応しているログではありません。`,
    },
    {
      en: 'Narrow the prefix down to AWSLogs, or let the log have a bucket of its own.',
      ja: 'プレフィックスを AWSLogs に絞るか、ログ専用のバケットを使ってください。',
    },
  );
}
