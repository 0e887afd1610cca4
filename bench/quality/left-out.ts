const everyStart = 'every start of a program does it; baselines see a new caller';
const everyWrite = 'applications do it thousands of times an hour; windows and baselines count it';
const noEvent = 'the name of a right, not of an event: CloudTrail writes another name, which a rule watches';
const browsing = 'reading what everybody may read; counted with other reading in windows';

/** Calls that public collections name and no own rule speaks of by itself, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  AssumeRoleWithSAML: everyStart,
  AssumeRoleWithWebIdentity: everyStart,
  CreateLogStream: everyStart,
  PutLogEvents: everyWrite,
  Encrypt: everyWrite,
  GenerateDataKeyWithoutPlaintext: everyWrite,
  HeadObject: everyWrite,
  Invoke: everyWrite,
  BatchGetImage: 'every start of a container pulls its image so; baselines see a new puller',
  PutEncryptionConfiguration: noEvent,
  PutLifecycleConfiguration: noEvent,
  PutReplicationConfiguration: noEvent,
  ReplicateObject: noEvent,
  Search: browsing,
  SearchAgreements: browsing,
  GetListingView: browsing,
};
