import { hostile } from '../addresses.ts';
import { bucketResource, onBucket, s3Object } from '../calls/storage.ts';
import { iamUser, type JsonObject } from '../caller.ts';
import { accounts, buckets, regions } from '../company.ts';
import { Random } from '../random.ts';
import type { CallerOf, Scene } from '../scene.ts';
import { longLivedKey, users } from '../users.ts';
import type { Story } from './story.ts';

/** The key of the invoice user is used to lock the invoices with a key of the attacker's own, and to ask for money. */
export const bucketRansom: Story = {
  title: {
    en: 'A bucket held to ransom: objects encrypted with a key that only the attacker has',
    ja: 'バケットの身代金要求：攻撃者だけが持つ鍵でオブジェクトが暗号化される',
  },
  hostile: true,
  daysBefore: 12,
  startsAt: 166,
  steps: [
    {
      step: 'look at the bucket',
      after: 0,
      about: {
        en: "The invoice user's key lists buckets and asks whether versions and locks protect the objects.",
        ja: '請求書用ユーザーのキーでバケットが一覧され、バージョニングやロックの有無が調べられました。',
      },
      expect: ['Discovery:S3/AnomalousBehavior'],
      play: look,
    },
    {
      step: 'cut the safety net',
      after: 6,
      about: {
        en: 'Versioning is suspended and access logging is switched off, so that nothing can be brought back or traced.',
        ja: '元に戻したり追跡したりできないよう、バージョニングが停止され、アクセスログが無効にされました。',
      },
      expect: ['Stealth:S3/ServerAccessLoggingDisabled', 'Impact:S3/AnomalousBehavior.Permission'],
      play: cutSafetyNet,
    },
    {
      step: 'encrypt the objects',
      after: 9,
      about: {
        en: 'Each of 240 invoices is copied over itself, encrypted with a key that AWS does not keep.',
        ja: '240 件の請求書が、AWS に保存されない鍵で暗号化されて上書きされました。',
      },
      expect: ['S3CustomerProvidedKeysEnabled', 'Impact:S3/AnomalousBehavior.Write'],
      play: encrypt,
    },
    {
      step: 'delete what is left',
      after: 34,
      about: {
        en: 'The upload folder is emptied, in batches and one by one.',
        ja: '受信フォルダーが、一括と個別の削除で空にされました。',
      },
      expect: ['Impact:S3/AnomalousBehavior.Delete'],
      play: deleteRest,
    },
    {
      step: 'start the countdown',
      after: 41,
      about: {
        en: 'All objects are set to expire within a day, and a note demands money.',
        ja: 'すべてのオブジェクトに 1 日での期限切れが設定され、金銭を要求するメモが置かれました。',
      },
      expect: ['S3LifecycleRapidExpiration', 'AttackSequence:S3/CompromisedData'],
      play: startCountdown,
    },
  ],
};

const account = accounts.production.id;
const bucket = buckets.invoices;

const asExtortionist =
  (scene: Scene): CallerOf =>
  () => {
    const key = longLivedKey(scene.stage.plan.seed, users.invoiceSync);
    const agent = 'aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#amd64 api/s3#1.58.2';
    return iamUser(users.invoiceSync, key, { address: hostile.ransom, agent });
  };

const invoiceNames = ({ stage }: Scene): string[] => {
  const random = new Random(`${stage.plan.seed}/ransomed invoices`);
  return Array.from({ length: 240 }, () => `pdf/${random.between(100_000, 999_999)}.pdf`);
};

function look(scene: Scene, time: number): void {
  const by = asExtortionist(scene);
  scene.make(by, 's3:ListBuckets', { time, request: { Host: `s3.${regions.main}.amazonaws.com` } });
  const aspects = {
    GetBucketVersioning: 'versioning',
    GetBucketObjectLockConfiguration: 'object-lock',
    GetBucketLifecycle: 'lifecycle',
    GetBucketLogging: 'logging',
  };
  for (const [index, [name, aspect]] of Object.entries(aspects).entries()) {
    scene.make(by, `s3:${name}`, { time: time + 8000 + index * 5000, ...onBucket(account, bucket, { [aspect]: '' }) });
  }
  const listing = onBucket(account, bucket, { 'list-type': '2', prefix: 'pdf/' }, true);
  scene.make(by, 's3:ListObjects', { time: time + 40_000, ...listing });
}

const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';

function cutSafetyNet(scene: Scene, time: number): void {
  const by = asExtortionist(scene);
  const suspended = { versioning: '', VersioningConfiguration: { xmlns, Status: 'Suspended' } };
  scene.make(by, 's3:PutBucketVersioning', { time, ...onBucket(account, bucket, suspended) });
  const silent = { logging: '', BucketLoggingStatus: { xmlns } };
  scene.make(by, 's3:PutBucketLogging', { time: time + 14_000, ...onBucket(account, bucket, silent) });
}

function encrypt(scene: Scene, time: number): void {
  const by = asExtortionist(scene);
  const algorithm = { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' };
  for (const [index, key] of invoiceNames(scene).entries()) {
    const more: JsonObject = { 'x-amz-copy-source': `${bucket}/${key}`, ...algorithm };
    const object = s3Object(account, bucket, key, { more });
    const additional = { ...object.additional, SSEApplied: 'SSE_C' };
    scene.make(by, 's3:CopyObject', { time: time + index * 5500, ...object, additional, response: algorithm });
  }
}

function deleteRest(scene: Scene, time: number): void {
  const by = asExtortionist(scene);
  for (let index = 0; index < 6; index++) {
    const request = { bucketName: bucket, Host: `${bucket}.s3.${regions.main}.amazonaws.com`, delete: '' };
    const resources = [bucketResource(account, bucket)];
    scene.make(by, 's3:DeleteObjects', { time: time + index * 9000, request, resources, data: true });
  }
  for (let index = 0; index < 60; index++) {
    const key = `inbox/${scene.stage.random.hex(8)}.csv`;
    scene.make(by, 's3:DeleteObject', { time: time + 70_000 + index * 2100, ...s3Object(account, bucket, key, {}) });
  }
}

function startCountdown(scene: Scene, time: number): void {
  const by = asExtortionist(scene);
  const rule = { ID: 'countdown', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } };
  const lifecycle = { lifecycle: '', LifecycleConfiguration: { xmlns, Rule: rule } };
  scene.make(by, 's3:PutBucketLifecycle', { time, ...onBucket(account, bucket, lifecycle) });
  const note = s3Object(account, bucket, 'HOW_TO_RESTORE_YOUR_FILES.txt', { in: 1184 });
  scene.make(by, 's3:PutObject', { time: time + 22_000, ...note });
}
