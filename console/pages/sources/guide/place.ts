/** What the reader's bucket, account and Region are called; whatever they have not entered yet has a name that says so. */
export interface Place {
  readonly bucket: string;
  readonly account: string;
  readonly region: string;
  readonly organization: string;
}

export const empty: Place = { bucket: '', account: '', region: '', organization: '' };

/** What each part may look like: nothing else comes into a command, so that nothing in it needs quoting. */
const forms: Readonly<Record<keyof Place, RegExp>> = {
  bucket: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  account: /^\d{12}$/,
  region: /^[a-z]{2}(?:-[a-z]+)+-\d$/,
  organization: /^o-[a-z0-9]{10,32}$/,
};

const standIns: Place = {
  bucket: 'MY-LOG-BUCKET',
  account: '111122223333',
  region: 'us-east-1',
  organization: 'o-exampleorgid',
};

export const isUnfit = (place: Place, part: keyof Place): boolean =>
  place[part] !== '' && !forms[part].test(place[part]);

/** The place with a stand-in for every part that is empty or cannot be one. */
export function filled(place: Place): Place {
  const part = (name: keyof Place): string => (forms[name].test(place[name]) ? place[name] : standIns[name]);
  return {
    bucket: part('bucket'),
    account: part('account'),
    region: part('region'),
    organization: part('organization'),
  };
}

/** The partition of a Region, as ARNs begin with it. */
export const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

const trailName = 'yagura';
const queueName = 'yagura-logs';

export const bucketArn = ({ bucket, region }: Place): string => `arn:${partitionOf(region)}:s3:::${bucket}`;
export const trailArn = ({ account, region }: Place): string =>
  `arn:${partitionOf(region)}:cloudtrail:${region}:${account}:trail/${trailName}`;
export const queueArn = ({ account, region }: Place): string =>
  `arn:${partitionOf(region)}:sqs:${region}:${account}:${queueName}`;
export const queueUrl = ({ account, region }: Place): string =>
  `https://sqs.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/${account}/${queueName}`;
export const names = { trail: trailName, queue: queueName };
