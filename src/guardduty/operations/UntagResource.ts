import { guardduty } from '../guardduty.ts';
import { taggedArn } from '../tagged.ts';
import { removeTags } from '../tags.ts';

export default guardduty.operation('UntagResource', async ({ ResourceArn, TagKeys }, context, call) => {
  await removeTags(await taggedArn(ResourceArn, context, call), TagKeys, context);
  return {};
});
