import { replyTime, resourceId, uniqueId } from '../aws-names.ts';
import { exportKey, onBucket, s3Object } from '../calls/storage.ts';
import { userArn, type JsonObject } from '../caller.ts';
import { minute } from '../clock-of-work.ts';
import { accounts, buckets, outsideAccounts } from '../company.ts';
import type { Scene } from '../scene.ts';
import { asIntruder, asStolenUser, intruder, intruderKey } from './leaked-key-callers.ts';

const account = accounts.production.id;

/** A user of the attacker's own, with every right, a key and a password. */
export function digIn(scene: Scene, time: number): void {
  const by = asStolenUser(scene);
  const userName = intruder.name;
  const arn = userArn(intruder);
  const user = { path: '/', userName, userId: uniqueId('AIDA', arn), arn, createDate: replyTime(time) };
  scene.make(by, 'iam:CreateUser', { time, request: { userName }, response: { user } });
  scene.make(by, 'iam:AttachUserPolicy', {
    time: time + 19_000,
    request: { userName, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  });
  const made = { userName, createDate: replyTime(time + 41_000) };
  scene.make(by, 'iam:CreateAccessKey', {
    time: time + 41_000,
    request: { userName },
    response: { accessKey: { ...made, accessKeyId: intruderKey(scene), status: 'Active' } },
  });
  scene.make(by, 'iam:CreateLoginProfile', {
    time: time + 77_000,
    request: { userName, passwordResetRequired: false },
    response: { loginProfile: { userName, createDate: replyTime(time + 77_000), passwordResetRequired: false } },
  });
}

/** The disk of the orders server leaves as a snapshot that an outside account may read. */
export function shareSnapshot(scene: Scene, time: number): void {
  const by = asIntruder(scene);
  const volumeId = resourceId('vol', 'orders data');
  const snapshotId = resourceId('snap', `taken/${scene.stage.plan.seed}`);
  const snapshot = { snapshotId, volumeId, status: 'pending', startTime: time, ownerId: account, encrypted: false };
  scene.make(by, 'ec2:CreateSnapshot', { time, request: { volumeId }, response: snapshot });
  scene.make(by, 'ec2:ModifySnapshotAttribute', {
    time: time + 6 * minute,
    request: {
      snapshotId,
      createVolumePermission: { add: { items: [{ userId: outsideAccounts.attacker }] } },
      attributeType: 'CREATE_VOLUME_PERMISSION',
    },
    response: { _return: true },
  });
}

/** The bucket of customer exports loses its guard, then lets an outside account in. */
export function openBucket(scene: Scene, time: number): void {
  const by = asIntruder(scene);
  const unguarded = onBucket(account, buckets.exports, { publicAccessBlock: '' });
  scene.make(by, 's3:DeleteBucketPublicAccessBlock', { time, ...unguarded });
  const opened = onBucket(account, buckets.exports, { policy: '', bucketPolicy: lettingIn(outsideAccounts.attacker) });
  scene.make(by, 's3:PutBucketPolicy', { time: time + 31_000, ...opened });
}

const lettingIn = (outsider: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${outsider}:root` },
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: [`arn:aws:s3:::${buckets.exports}`, `arn:aws:s3:::${buckets.exports}/*`],
    },
  ],
});

/** Every export is read, one after the other, in 25 minutes. */
export function carryAway(scene: Scene, begin: number): void {
  const { random } = scene.stage;
  const by = asIntruder(scene);
  const listing = onBucket(account, buckets.exports, { 'list-type': '2', prefix: '' }, true);
  scene.make(by, 's3:ListObjects', { time: begin, ...listing });
  for (let index = 0; index < 400; index++) {
    const object = s3Object(account, buckets.exports, exportKey(index), { out: random.between(500_000, 4_000_000) });
    scene.make(by, 's3:GetObject', { time: begin + 5000 + index * 3700 + random.below(3000), ...object });
  }
}
