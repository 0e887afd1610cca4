import { z } from 'zod';
import { operation } from '#aws';
import { Fault } from '#kernel';
import { isPasswordOf, Password, passwordSince, setPassword } from '../passwords.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'SetPassword',
  about: 'Sets the password with which you sign in. The present one must be given when there is one.',
  input: z.strictObject({ password: Password, present: z.string().max(1000).optional() }),
  output: z.strictObject({}),
  async handle({ password, present = '' }, context, { caller: { name } }) {
    const has = (await passwordSince(name, context)) !== undefined;
    if (has && !(await isPasswordOf(name, present, context)))
      throw new Fault('Denied', {
        en: 'This is not your present password. Whoever has forgotten it removes it first, signed in with a link or a passkey.',
        ja: '現在のパスワードと一致しません。忘れた場合は、リンクまたはパスキーでサインインし、先にパスワードを削除してください。',
      });
    await setPassword(name, password, context);
    return {};
  },
});
