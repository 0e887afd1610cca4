import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GuardDuty } from '@aws-sdk/client-guardduty';
import { z } from 'zod';
import { platform, type PlatformUnderTest } from '../platform.ts';

/** A platform that has read a few logs of two accounts, and GuardDuty's own client for those who ask. */
export interface GuardDutyWorld extends AsyncDisposable {
  readonly platform: PlatformUnderTest;
  /** Somebody in Yagura's own account. */
  readonly administrator: GuardDuty;
  /** A member of account 111122223333, which has findings. */
  readonly member: GuardDuty;
  /** An administrator of an account of which nothing is known. */
  readonly stranger: GuardDuty;
  client(keys: Keys, region?: string): GuardDuty;
  keys(owner: object): Promise<Keys>;
}

export const Keys = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });
export type Keys = z.infer<typeof Keys>;

export const [ours, theirs, strange] = ['111122223333', '444455556666', '999988887777'] as const;
export const region = 'us-east-1';

export async function guardDutyWorld(flags: Record<string, unknown> = {}): Promise<GuardDutyWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-guardduty-logs-'));
  await writeFile(join(folder, 'trail.json'), JSON.stringify({ Records: records }));
  const served = await platform([folder], flags);
  const keys = async (owner: object): Promise<Keys> => Keys.parse(await served.call('CreateAccessKey', owner));
  const client = (credentials: Keys, from = region) =>
    new GuardDuty({ endpoint: served.url, region: from, credentials, maxAttempts: 1 });
  return {
    platform: served,
    administrator: client(await keys({ person: 'administrator' })),
    member: client(await keys({ role: 'member', account: ours })),
    stranger: client(await keys({ role: 'administrator', account: strange })),
    client,
    keys,
    async [Symbol.asyncDispose]() {
      await served[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

const record = (index: number, account: string, part: object): object => ({
  eventVersion: '1.11',
  eventID: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  eventTime: new Date(Date.parse('2026-11-20T10:00:00Z') + index * 60_000).toISOString(),
  awsRegion: region,
  sourceIPAddress: `203.0.113.${index}`,
  userAgent: 'aws-cli/2.27.1',
  eventType: 'AwsApiCall',
  recipientAccountId: account,
  userIdentity: {
    type: 'IAMUser',
    userName: `user-${index}`,
    accountId: account,
    principalId: `AIDAUSER${index}`,
    accessKeyId: `AKIAUSER${index}`,
    arn: `arn:aws:iam::${account}:user/user-${index}`,
  },
  ...part,
});

const stop = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', requestParameters: { name: 'main' } };
const publish = {
  eventSource: 's3.amazonaws.com',
  eventName: 'DeleteBucketPublicAccessBlock',
  requestParameters: { bucketName: 'ledger' },
};

/** Twelve people in two accounts stop a trail, three open a bucket, one does so in another Region. */
const records = [
  ...Array.from({ length: 12 }, (_, index) => record(index + 1, index < 8 ? ours : theirs, stop)),
  ...Array.from({ length: 3 }, (_, index) => record(index + 21, ours, publish)),
  record(31, ours, { ...stop, awsRegion: 'eu-west-1' }),
];
