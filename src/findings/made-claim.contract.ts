import type { Claim } from './claim.ts';

/** A claim for tests, about one call at a time in milliseconds since 1970; a test says what matters to it. */
export const madeClaim = (time: number, part: Partial<Claim> = {}): Claim => ({
  rule: 'r1',
  type: 'Persistence:IAMUser/Something',
  title: { en: 'Something', ja: 'ある操作' },
  severity: 'high',
  tactics: ['persistence'],
  techniques: [],
  account: '111122223333',
  region: '',
  principal: 'rin',
  resource: '',
  event: { source: 'cloudtrail', table: 'api_activity', id: `at ${time}`, time, fields: {}, columns: {} },
  file: '',
  position: 0,
  matched: [],
  ...part,
});
