/**
 * Addresses outside AWS, all from ranges that belong to nobody: those for documents (RFC 5737)
 * for parties with a name, 198.18.0.0/15 (RFC 2544) for the crowd.
 */
export const addresses = {
  tokyoOffice: '203.0.113.10',
  osakaOffice: '203.0.113.14',
  onPremises: '203.0.113.30',
  productionNat: '203.0.113.40',
  stagingNat: '203.0.113.44',
  sandboxNat: '203.0.113.48',
  securityNat: '203.0.113.50',
  bastion: '203.0.113.56',
  monitoringVendor: ['203.0.113.150', '203.0.113.151'],
  elevatorVendor: '203.0.113.170',
  builders: ['203.0.113.193', '203.0.113.194', '203.0.113.197', '203.0.113.201', '203.0.113.206'],
} as const;

/** Where a person works from when not in an office. */
export const homeAddress = (index: number): string => `198.51.100.${10 + index * 3}`;

/** Hosts of the attackers in the stories. */
export const hostile = {
  leakedKey: '192.0.2.77',
  leakedKeySecond: '192.0.2.139',
  credentialThief: '192.0.2.201',
  miner: '192.0.2.33',
  ransom: '192.0.2.166',
  master: '192.0.2.55',
} as const;

/** A directory authority of Tor, at its real address: clients bring it along and ask for no name. */
export const torDirectory = '131.188.40.189';

/** Addresses of AWS's own end points, in the ranges where they are really found. */
export const endpointPrefixes: Readonly<Record<string, string>> = {
  s3: '52.219',
  dynamodb: '52.94',
  sts: '54.239',
};
export const otherEndpointPrefix = '52.119';
