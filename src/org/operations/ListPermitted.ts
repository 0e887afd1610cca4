import { z } from 'zod';
import { operation } from '#aws';
import { textLike } from '#kernel';
import type { OrgContext } from '../context.ts';
import { listPeople } from '../people.ts';
import { RoleWord } from '../roles.ts';

const Action = textLike(/^[a-z0-9-]+:\w+$/, {
  en: 'an action is written as guardduty:ListFindings',
  ja: 'アクションは guardduty:ListFindings のように書いてください',
});

export default operation<OrgContext>()({
  name: 'ListPermitted',
  about: 'Who may do an operation: the people and the roles that the policies permit it.',
  input: z.strictObject({ action: Action }),
  output: z.strictObject({ people: z.array(z.string()), roles: z.array(RoleWord) }),
  handle: async ({ action }, context, call) => context.authority.permitted(action, await listPeople(context), call),
});
