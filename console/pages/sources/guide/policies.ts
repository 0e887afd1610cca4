import { bucketArn, partitionOf, queueArn, trailArn, type Place } from './place.ts';

const policy = (statements: readonly object[]): object => ({ Version: '2012-10-17', Statement: statements });

/** Lets CloudTrail and the delivery of flow and query logs write into the bucket, and nobody on behalf of strangers. */
export function bucketPolicy(place: Place, organization: boolean): object {
  const bucket = bucketArn(place);
  const owner = { 's3:x-amz-acl': 'bucket-owner-full-control' };
  const ofTrail = { StringEquals: { 'aws:SourceArn': trailArn(place) } };
  const ofLogs = {
    StringEquals: { 'aws:SourceAccount': place.account },
    ArnLike: { 'aws:SourceArn': `arn:${partitionOf(place.region)}:logs:*:${place.account}:*` },
  };
  const below = [place.account, ...(organization ? [place.organization] : [])];
  return policy([
    { ...allow('TrailLooks', 'cloudtrail', 's3:GetBucketAcl'), Resource: bucket, Condition: ofTrail },
    {
      ...allow('TrailWrites', 'cloudtrail', 's3:PutObject'),
      Resource: below.map((folder) => `${bucket}/AWSLogs/${folder}/*`),
      Condition: { StringEquals: { ...owner, ...ofTrail.StringEquals } },
    },
    { ...allow('DeliveryLooks', 'delivery.logs', 's3:GetBucketAcl'), Resource: bucket, Condition: ofLogs },
    {
      ...allow('DeliveryWrites', 'delivery.logs', 's3:PutObject'),
      Resource: `${bucket}/AWSLogs/${place.account}/*`,
      Condition: { ...ofLogs, StringEquals: { ...owner, ...ofLogs.StringEquals } },
    },
  ]);
}

const allow = (Sid: string, service: string, Action: string) => ({
  Sid,
  Effect: 'Allow',
  Principal: { Service: `${service}.amazonaws.com` },
  Action,
});

/** Lets the bucket, and nothing else, send its notifications to the queue. */
export const queuePolicy = (place: Place): object =>
  policy([
    {
      ...allow('BucketTells', 's3', 'sqs:SendMessage'),
      Resource: queueArn(place),
      Condition: {
        ArnEquals: { 'aws:SourceArn': bucketArn(place) },
        StringEquals: { 'aws:SourceAccount': place.account },
      },
    },
  ]);

/** What Yagura needs: to read the bucket and the queue, and nothing else. */
export const readerPolicy = (place: Place): object =>
  policy([
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucketArn(place) },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucketArn(place)}/AWSLogs/*` },
    { Effect: 'Allow', Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'], Resource: queueArn(place) },
  ]);

/** What the bucket tells the queue of: every new object below AWSLogs. */
export const notification = (place: Place): object => ({
  QueueConfigurations: [
    {
      QueueArn: queueArn(place),
      Events: ['s3:ObjectCreated:*'],
      Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'AWSLogs/' }] } },
    },
  ],
});
