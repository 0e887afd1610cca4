const everyStart = 'every start of a program does it; baselines see a new caller';
const everyWrite = 'applications do it thousands of times an hour; windows and baselines count it';

/** Calls that public collections name and no own rule speaks of by itself, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  AssumeRoleWithSAML: everyStart,
  AssumeRoleWithWebIdentity: everyStart,
  PutLogEvents: everyWrite,
  CreateLogStream: everyStart,
  Encrypt: everyWrite,
  GenerateDataKeyWithoutPlaintext: everyWrite,
  HeadObject: everyWrite,
};
