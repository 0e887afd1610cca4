import { z } from 'zod';
import { operation } from '#aws';
import { languages } from '#kernel';
import { createAccessKey } from '../access-keys.ts';
import { AccountId } from '../accounts.ts';
import type { OrgContext } from '../context.ts';
import { RoleWord } from '../roles.ts';

const language = z.enum(languages).default('en');

export default operation<OrgContext>()({
  name: 'CreateAccessKey',
  about:
    'Makes an access key of a person, or of a role in an account; the reply is the only time that its secret is shown.',
  input: z.union([
    z.strictObject({ person: z.string().max(64), language }),
    z.strictObject({ role: RoleWord, account: AccountId, language }),
  ]),
  output: z.strictObject({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  handle: ({ language, ...owner }, context, { caller }) =>
    createAccessKey(owner, { by: caller.name, language }, context),
});
