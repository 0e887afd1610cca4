import { hostile } from './addresses.ts';
import { databases } from './network.ts';
import { regions } from './company.ts';

const database = (index: number): readonly string[] => databases.slice(index, index + 1).map(({ address }) => address);

/** Names of the company's own databases. */
export const databaseNames = {
  production: `orders.cluster-c1kmvexample.${regions.main}.rds.amazonaws.com`,
  staging: `orders-staging.cluster-c1kmvexample.${regions.main}.rds.amazonaws.com`,
} as const;

/** Names outside that the company's programs use every day. */
export const everydayNames = [
  'api.payments.example',
  'smtp.mail.example',
  'maps.delivery.example',
  'packages.distribution.example',
  'collector.kumo-watch.example',
] as const;

/** Names of mining pools that there are; where they lead belongs to nobody. */
export const miningPools = ['pool.supportxmr.com', 'asia.nanopool.org'] as const;

/** Asked for in the supply chain attack on 3CX (2023); where it leads belongs to nobody. */
export const masterName = 'akamaicontainer.com';

/** Where the names lead that are not AWS's end points. */
export const resolvable: Readonly<Record<string, readonly string[]>> = {
  [databaseNames.production]: database(0),
  [databaseNames.staging]: database(1),
  'api.payments.example': ['203.0.113.140', '203.0.113.141'],
  'smtp.mail.example': ['203.0.113.144'],
  'maps.delivery.example': ['203.0.113.146', '203.0.113.147'],
  'packages.distribution.example': ['203.0.113.155', '203.0.113.156'],
  'collector.kumo-watch.example': ['203.0.113.160', '203.0.113.161'],
  'pool.supportxmr.com': ['192.0.2.240', '192.0.2.241'],
  [masterName]: [hostile.master],
  'asia.nanopool.org': ['192.0.2.244'],
};
