/** What AWS delivers beside logs into the same folders, told by its place: signatures and tests of permissions. */
const besideLogs: readonly RegExp[] = [
  /(?:^|\/)CloudTrail-Digest\//, // signed hashes of delivered files
  /(?:^|\/)CloudTrail-Aggregated\//,
  /(?:^|\/)ConfigWritabilityCheckFile$/,
  /(?:^|\/)ELBAccessLogTestFile$/,
  /(?:^|\/)AWSLogs\/(?:[^/]+\/)*aws-waf-logs-test$/,
];

/** True for a file that stands among logs and is none; nothing is said about it but how many there were. */
export const passedOver = (path: string): boolean => besideLogs.some((place) => place.test(path.replaceAll('\\', '/')));
