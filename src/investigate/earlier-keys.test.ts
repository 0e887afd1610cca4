// Opens no lake.
import { expect, test } from 'vitest';
import { withEarlierKeys } from './earlier-keys.ts';

const sentence = { en: '', ja: '' };
const contain = {
  phase: 'contain',
  sentence,
  run: 'aws iam update-access-key --user-name new --access-key-id AKIANEW --status Inactive',
};
const prevent = { phase: 'prevent', sentence };
const link = {
  time: '2026-03-01T00:00:00.000Z',
  principal: 'arn:aws:iam::111122223333:user/ops/rin',
  action: 'CreateAccessKey',
  accessKey: 'AKIANEW',
  address: '192.0.2.1',
  eventId: 'e1',
  askedWith: 'AKIARIN',
};
const commands = (...given: Parameters<typeof withEarlierKeys>) => withEarlierKeys(...given).map(({ run }) => run);

test('The key that made the used one is deactivated after it, before anything else is done', () => {
  expect(commands([contain, prevent], [link])).toEqual([
    contain.run,
    'aws iam update-access-key --user-name rin --access-key-id AKIARIN --status Inactive',
    undefined,
  ]);
});

test('Sessions, roles and steps that take no credentials away add nothing', () => {
  expect(commands([contain], [{ ...link, askedWith: 'ASIARIN' }])).toHaveLength(1);
  expect(commands([contain], [{ ...link, principal: 'arn:aws:sts::111122223333:assumed-role/ci/x' }])).toHaveLength(1);
  expect(commands([prevent], [link])).toHaveLength(1);
});
