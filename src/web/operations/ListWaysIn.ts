import { z } from 'zod';
import { operation } from '#aws';
import { passkeysOf } from '../passkeys.ts';
import { passwordSince } from '../passwords.ts';
import { timeOf, type WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'ListWaysIn',
  about: 'How you can sign in: your password and your passkeys.',
  input: z.strictObject({}),
  output: z.strictObject({
    passwordSince: z.iso.datetime().nullable(),
    passkeys: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        createdAt: z.iso.datetime(),
        usedAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
  async handle(_input, context, { caller: { name } }) {
    const [since, passkeys] = await Promise.all([passwordSince(name, context), passkeysOf(name, context)]);
    return {
      passwordSince: timeOf(since ?? 0),
      passkeys: passkeys.map(({ id, name, created_at, used_at }) => ({
        id,
        name,
        createdAt: new Date(Number(created_at)).toISOString(),
        usedAt: timeOf(Number(used_at)),
      })),
    };
  },
});
