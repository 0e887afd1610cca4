import { guideWords } from '../../../i18n/guide.ts';
import type { Sentence } from '../../../i18n/words.ts';
import { bucketArn, names, queueUrl, type Place } from './place.ts';
import { bucketPolicy, notification, queuePolicy, readerPolicy } from './policies.ts';

/** One step of the guide: what it is for, and the command that does it. */
export interface GuideStep {
  readonly what: Sentence;
  readonly command: string;
}

export const logs = ['organization', 'trail', 'vpcflow', 'resolver'] as const;
export type Log = (typeof logs)[number];

/** Everything from an empty account to events that arrive, in order. */
export const stepsOf = (log: Log, place: Place): GuideStep[] => [
  { what: guideWords.makeBucket, command: makeBucket(place) },
  { what: guideWords.allowWriting, command: putPolicy(place, log === 'organization') },
  ...switchOn[log](place),
  { what: guideWords.makeQueue, command: makeQueue(place) },
  { what: guideWords.notify, command: notify(place) },
  { what: guideWords.allowReading, command: written(readerPolicy(place)) },
  { what: guideWords.configure, command: configuration(place) },
];

const switchOn: Readonly<Record<Log, (place: Place) => GuideStep[]>> = {
  organization: (place) => [
    {
      what: guideWords.trustCloudTrail,
      command: 'aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com',
    },
    { what: guideWords.makeOrganizationTrail, command: makeTrail(place, ' --is-organization-trail') },
  ],
  trail: (place) => [{ what: guideWords.makeTrail, command: makeTrail(place, '') }],
  vpcflow: (place) => [{ what: guideWords.makeFlowLogs, command: makeFlowLogs(place) }],
  resolver: (place) => [
    { what: guideWords.makeQueryLog, command: makeQueryLog(place) },
    { what: guideWords.associate, command: associate(place) },
  ],
};

/** us-east-1 is the one Region that must not be named. */
function makeBucket({ bucket, region }: Place): string {
  const where = region === 'us-east-1' ? '' : ` --create-bucket-configuration LocationConstraint=${region}`;
  return `aws s3api create-bucket --bucket ${bucket} --region ${region}${where}`;
}

/** JSON with each part, and each element of a list, on one line: a policy is read statement by statement. */
function written(value: object): string {
  const parts = Object.entries(value).map(([name, part]: [string, unknown]) => {
    const lines = Array.isArray(part) ? part.map((element) => `    ${JSON.stringify(element)}`) : [];
    return `  ${JSON.stringify(name)}: ${lines.length === 0 ? JSON.stringify(part) : `[\n${lines.join(',\n')}\n  ]`}`;
  });
  return `{\n${parts.join(',\n')}\n}`;
}

/** INVARIANT: no part of a place holds a quotation mark (`place.ts`), so that single quotes hold it. */
const argument = (value: object): string => `'${written(value)}'`;

const putPolicy = (place: Place, organization: boolean): string =>
  `aws s3api put-bucket-policy --bucket ${place.bucket} --policy ${argument(bucketPolicy(place, organization))}`;

const makeTrail = ({ bucket, region }: Place, more: string): string =>
  [
    `aws cloudtrail create-trail --name ${names.trail} --s3-bucket-name ${bucket} --region ${region} --is-multi-region-trail --enable-log-file-validation${more}`,
    `aws cloudtrail start-logging --name ${names.trail} --region ${region}`,
  ].join('\n');

/** Every field that detections read, in the order of version 5. */
const flowFields =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr flow-direction';

const makeFlowLogs = (place: Place): string =>
  [
    `aws ec2 create-flow-logs --region ${place.region} --resource-type VPC`,
    `  --resource-ids $(aws ec2 describe-vpcs --region ${place.region} --query 'Vpcs[].VpcId' --output text)`,
    `  --traffic-type ALL --max-aggregation-interval 60`,
    `  --log-destination-type s3 --log-destination ${bucketArn(place)}`,
    `  --log-format '${flowFields
      .split(' ')
      .map((field) => `\${${field}}`)
      .join(' ')}'`,
  ].join(' \\\n');

const makeQueryLog = (place: Place): string =>
  [
    `aws route53resolver create-resolver-query-log-config --region ${place.region} --name yagura`,
    `  --creator-request-id yagura-1 --destination-arn ${bucketArn(place)}`,
  ].join(' \\\n');

const associate = ({ region }: Place): string =>
  [
    `log=$(aws route53resolver list-resolver-query-log-configs --region ${region} --query "ResolverQueryLogConfigs[?Name=='yagura'].Id" --output text)`,
    `for vpc in $(aws ec2 describe-vpcs --region ${region} --query 'Vpcs[].VpcId' --output text); do`,
    `  aws route53resolver associate-resolver-query-log-config --region ${region} --resolver-query-log-config-id "$log" --resource-id "$vpc"`,
    'done',
  ].join('\n');

/** Messages are hidden as long as Yagura reads the objects that they name; the policy is text within JSON. */
const makeQueue = (place: Place): string =>
  [
    `aws sqs create-queue --queue-name ${names.queue} --region ${place.region} --attributes ${argument({
      VisibilityTimeout: '900',
      MessageRetentionPeriod: '1209600',
      Policy: JSON.stringify(queuePolicy(place)),
    })}`,
  ].join('\n');

const notify = (place: Place): string =>
  `aws s3api put-bucket-notification-configuration --bucket ${place.bucket} --notification-configuration ${argument(notification(place))}`;

const configuration = (place: Place): string =>
  ['ingest:', `  region: ${place.region}`, `  sqs: ["${queueUrl(place)}"]`].join('\n');
