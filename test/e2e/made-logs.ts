import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Rules of the tests' own: what Yagura itself looks for may change without changing these. */
export const rulesFolder = fileURLToPath(new URL('./rules/', import.meta.url));

/** Text that an attacker could have put into a log: it must be seen, and never done. */
export const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
/** Text that would turn the line around, hide parts of it, or ring a bell. */
export const twisted = 'user/\u202Egnp.exe\u202C\u200B\u0007\u001B[31mred\u0000end';
/** As long as a field of a log may come. */
export const endless = 'A'.repeat(100_000);

const hour = 3_600_000;
export const accounts = ['111122223333', '444455556666', '777788889999'] as const;
const regions = ['ap-northeast-1', 'us-east-1', 'eu-west-1'] as const;
/** Of nine findings in a row: one critical, two high, three medium, two low, one of the root user. */
const calls = ['Leak', 'Stop', 'Stop', 'MakeKey', 'MakeKey', 'MakeKey', 'Look', 'Look', 'Root'] as const;

/** How many findings come of the logs. */
export const findingsMade = 60;

/** Writes logs that end at `now`: sixty findings in three accounts, flow records, and files that cannot be read. */
export async function makeLogs(folder: string, now: number): Promise<string> {
  const records = Array.from({ length: findingsMade }, (_, index) => eventsOf(index, now)).flat();
  await write(join(folder, 'AWSLogs/111122223333/CloudTrail/made.json'), JSON.stringify({ Records: records }));
  await write(join(folder, 'AWSLogs/111122223333/CloudTrail/broken.json'), '{"Records":[{"eventName":"NoTime"}]}');
  await write(join(folder, 'flow.log'), flowLog(now));
  return folder;
}

/** A log file of new findings, each of a principal that is in no log before: `user/fresh-100`. */
export function freshLog(first: number, findings: number, now: number): { name: string; body: string } {
  const records = Array.from({ length: findings }, (_, index) => freshRecord(first + index, now - 60_000));
  return { name: `fresh-${first}.json`, body: JSON.stringify({ Records: records }) };
}

/** One event of a finding of its own. */
export function freshRecord(index: number, time: number): object {
  const record = event(100 + index, time);
  const arn = `arn:aws:iam::111122223333:user/fresh-${index}`;
  const userIdentity = { type: 'IAMUser', arn, accountId: '111122223333' };
  const eventID = `0b1c2d3e-0000-4000-9000-${String(index).padStart(12, '0')}`;
  return {
    ...record,
    eventID,
    eventName: 'Leak',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.15.0',
    userIdentity,
  };
}

/** A log file in which somebody with a stolen key looks around, opens a bucket and reads it: one attack in order. */
export function attackLog(now: number): { name: string; body: string } {
  const bucketName = 'customer-exports';
  const Statement = [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucketName}/*` },
  ];
  const steps = [
    ['sts', 'GetCallerIdentity', 0, null],
    ['s3', 'ListBuckets', 5, null],
    ['s3', 'DeleteBucketPublicAccessBlock', 10, { bucketName }],
    ['s3', 'PutBucketPolicy', 12, { bucketName, bucketPolicy: { Version: '2012-10-17', Statement } }],
    ...Array.from({ length: 30 }, (_, index) => ['s3', 'GetObject', 20, { bucketName, key: `${index}.csv` }] as const),
  ] as const;
  const records = steps.map(([service, eventName, minute, requestParameters], index) => ({
    ...freshRecord(900_000 + index, now - 3 * hour + minute * 60_000 + index * 1000),
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters,
    userAgent: 'aws-cli/2.23.6 os/linux#6.16.8+kali-amd64 md/distrib#kali.2026',
    userIdentity: thief,
    ...(eventName === 'GetObject' ? { eventCategory: 'Data', managementEvent: false } : {}),
  }));
  return { name: 'attack.json', body: JSON.stringify({ Records: records }) };
}

const thief = {
  type: 'IAMUser',
  arn: 'arn:aws:iam::111122223333:user/rin',
  userName: 'rin',
  accountId: '111122223333',
  accessKeyId: 'AKIAMADE900000000000',
};

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** The events of one finding: one principal, seen a few times, the last time nine hours after the finding before it. */
function eventsOf(index: number, now: number): object[] {
  const times = 1 + ((index * 7) % 9);
  return Array.from({ length: times }, (_, repeat) => event(index, now - (index * 9 + 2) * hour - repeat * 60_000));
}

function event(index: number, time: number): object {
  const account = accounts[index % 3] ?? accounts[0];
  const arn = index === 1 ? hostile : `arn:aws:iam::${account}:${index === 2 ? twisted : `user/deploy-${index}`}`;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      arn,
      accountId: account,
      accessKeyId: `AKIAMADE${String(index).padStart(12, '0')}`,
    },
    eventTime: new Date(time).toISOString(),
    eventSource: 'console.example.com',
    eventName: calls[index % 9],
    awsRegion: regions[index % 3],
    sourceIPAddress: `198.51.100.${index + 1}`,
    userAgent: index === 3 ? endless : hostile,
    requestParameters: { name: `trail-${index}`, bucketName: `exports-${index % 5}`, tags: ['one', 'two'] },
    responseElements: null,
    eventID: `0b1c2d3e-0000-4000-8000-${String(index * 100_000_000 + (time % 100_000_000)).padStart(12, '0')}`,
    recipientAccountId: account,
    eventType: 'AwsApiCall',
    managementEvent: true,
    readOnly: false,
  };
}

function flowLog(now: number): string {
  const lines = Array.from({ length: 40 }, (_, index) => {
    const end = Math.floor((now - index * hour) / 1000);
    return `2 111122223333 eni-0a1b2c3d4e5f60718 10.0.0.${index + 1} 203.0.113.9 443 ${40_000 + index} 6 10 ${index * 100} ${end - 60} ${end} ACCEPT OK`;
  });
  return `version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n${lines.join('\n')}\n`;
}
