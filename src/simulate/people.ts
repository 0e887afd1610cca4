import { homeAddress } from './addresses.ts';
import type { AccountName } from './company.ts';
import type { ErrandName } from './errands.ts';

export interface Person {
  /** Local part of the mail address; the name of their sessions. */
  readonly id: string;
  readonly name: string;
  readonly job: string;
  readonly office: 'tokyoOffice' | 'osakaOffice' | 'home';
  readonly home: string;
  readonly system: 'macos' | 'windows' | 'linux';
  /** Hours by which the working day starts later than nine. */
  readonly shift: number;
  /** Errands in a full hour. */
  readonly pace: number;
  /** Where they work with which permission set, and how often. */
  readonly places: readonly (readonly [place: Place, weight: number])[];
  readonly errands: readonly (readonly [errand: ErrandName, weight: number])[];
}

export interface Place {
  readonly account: AccountName;
  readonly permissionSet: string;
}

const at = (account: AccountName, permissionSet: string): Place => ({ account, permissionSet });

const platform: Person['errands'] = [
  ['look at instances', 4],
  ['look at containers', 4],
  ['read logs', 4],
  ['plan infrastructure', 2],
  ['apply infrastructure', 0.5],
  ['look at alarms', 3],
  ['look at databases', 1],
  ['look at networks', 2],
  ['restart a service', 0.4],
];
const product: Person['errands'] = [
  ['look at containers', 4],
  ['read logs', 6],
  ['look at functions', 3],
  ['look at tables', 3],
  ['copy files', 1],
  ['look at alarms', 1],
  ['restart a service', 0.3],
];
const guarding: Person['errands'] = [
  ['look at identities', 4],
  ['look at trails', 3],
  ['look at buckets', 2],
  ['look at networks', 2],
  ['look at keys', 2],
  ['read logs', 1],
];
const figures: Person['errands'] = [
  ['look at costs', 4],
  ['look at buckets', 2],
  ['copy files', 2],
  ['query tables', 3],
];

type Row = [
  string,
  string,
  string,
  Person['office'],
  Person['system'],
  number,
  number,
  Person['places'],
  Person['errands'],
];

const shop: Person['places'] = [
  [at('production', 'ReadOnly'), 3],
  [at('staging', 'Developer'), 5],
  [at('sandbox', 'Developer'), 1],
];
const everywhere: Person['places'] = [
  [at('production', 'PlatformEngineer'), 5],
  [at('staging', 'PlatformEngineer'), 4],
  [at('sandbox', 'PlatformEngineer'), 1],
];

const rows: readonly Row[] = [
  ['aoi.tanaka', 'Aoi Tanaka', 'Head of platform', 'tokyoOffice', 'macos', 0, 1.5, everywhere, platform],
  ['ren.sato', 'Ren Sato', 'Platform engineer', 'tokyoOffice', 'linux', 1, 1.8, everywhere, platform],
  ['mei.kobayashi', 'Mei Kobayashi', 'Platform engineer', 'home', 'macos', 0, 1.4, everywhere, platform],
  ['haruto.ito', 'Haruto Ito', 'Developer, orders', 'tokyoOffice', 'macos', 1, 1.5, shop, product],
  ['yui.watanabe', 'Yui Watanabe', 'Developer, kitchen', 'osakaOffice', 'macos', 0, 1.3, shop, product],
  ['sota.nakamura', 'Sota Nakamura', 'Developer, delivery', 'osakaOffice', 'windows', 2, 1.2, shop, product],
  ['priya.nair', 'Priya Nair', 'Developer, payments', 'home', 'linux', 0, 1.3, shop, product],
  [
    'kaito.mori',
    'Kaito Mori',
    'Security engineer',
    'tokyoOffice',
    'linux',
    0,
    1.3,
    [
      [at('security', 'SecurityAudit'), 4],
      [at('production', 'SecurityAudit'), 3],
      [at('management', 'SecurityAudit'), 1],
    ],
    guarding,
  ],
  [
    'hana.fujita',
    'Hana Fujita',
    'Data analyst',
    'tokyoOffice',
    'windows',
    1,
    0.9,
    [
      [at('production', 'DataAnalyst'), 4],
      [at('sandbox', 'DataAnalyst'), 1],
    ],
    figures,
  ],
  ['daiki.ono', 'Daiki Ono', 'Finance', 'tokyoOffice', 'windows', 0, 0.5, [[at('management', 'Billing'), 1]], figures],
  [
    'emi.shimizu',
    'Emi Shimizu',
    'Chief technology officer',
    'tokyoOffice',
    'macos',
    1,
    0.5,
    [
      [at('management', 'AdministratorAccess'), 1],
      [at('production', 'ReadOnly'), 2],
    ],
    guarding,
  ],
];

/** The people who sign in through Identity Center. */
export const staff: readonly Person[] = rows.map(
  ([id, name, job, office, system, shift, pace, places, errands], index) => ({
    id,
    name,
    job,
    office,
    system,
    shift,
    pace,
    places,
    errands,
    home: homeAddress(index),
  }),
);

/** The contractor signs in as an IAM user, and has an access key too. */
export const contractor: Person = {
  id: 'lena.fischer',
  name: 'Lena Fischer',
  job: 'Contractor, machine learning',
  office: 'home',
  home: homeAddress(staff.length),
  system: 'linux',
  shift: 2,
  pace: 1.1,
  places: [[at('sandbox', 'none'), 1]],
  errands: [
    ['look at instances', 2],
    ['look at buckets', 2],
    ['copy files', 3],
    ['look at functions', 1],
    ['look at costs', 0.3],
  ],
};
