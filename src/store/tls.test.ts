// Opens no lake.
import { expect, test } from 'vitest';
import { checkTls } from './tls.ts';

const checked = (mode: string): Promise<unknown> => checkTls(`postgres://u:secret@db/x?sslmode=${mode}`);

test.each(['requre', 'allow', '', 'Verify-Full'])(
  'a word for sslmode that means nothing, "%s", is named with those that do',
  async (mode) => {
    const fault = await checked(mode).catch((error: unknown) => error);
    expect(fault).toMatchObject({
      code: 'BadConfig',
      text: {
        en: expect.stringMatching(`^sslmode in store.url is "${mode}".+verify-full.+no-verify.+disable`),
        ja: expect.stringContaining(`sslmode「${mode}」は使えません`),
      },
    });
    expect(JSON.stringify(fault)).not.toContain('secret');
  },
);

test('every word that means something is taken', async () => {
  for (const mode of ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']) await checked(mode);
  await checkTls('postgres://u@db/x');
});
