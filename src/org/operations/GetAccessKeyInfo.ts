import { AccessKeyId } from '../access-keys.ts';
import { accountOfKey } from '../credentials.ts';
import { invalid, sts } from '../sts.ts';

export default sts.operation('GetAccessKeyInfo', async ({ AccessKeyId: id }, context) => {
  const given = AccessKeyId.safeParse(id);
  const account = given.success ? await accountOfKey(given.data, context) : undefined;
  if (account === undefined) throw invalid('AccessKeyId is no access key that this Yagura has issued.');
  return { Account: account };
});
