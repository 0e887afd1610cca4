/**
 * The AWS services that requests may be signed for, and the protocol that each speaks: strangers are answered without
 * loading a client package. A test compares this with what the packages say. For each there is a package
 * `@aws-sdk/client-NAME`.
 */
export const services: Readonly<Record<string, string>> = {
  cloudtrail: 'aws.protocols#awsJson1_1',
  detective: 'aws.protocols#restJson1',
  ec2: 'aws.protocols#ec2Query',
  guardduty: 'aws.protocols#restJson1',
  inspector2: 'aws.protocols#restJson1',
  s3: 'aws.protocols#restXml',
  securityhub: 'aws.protocols#restJson1',
  sqs: 'aws.protocols#awsJson1_0',
  sts: 'aws.protocols#awsQuery',
  verifiedpermissions: 'aws.protocols#awsJson1_0',
};

/** The names of those services. */
export const awsServices: readonly string[] = Object.keys(services);
