import { guardduty } from '../guardduty.ts';
import { taggedArn } from '../tagged.ts';
import { putTags } from '../tags.ts';

export default guardduty.operation('TagResource', async ({ ResourceArn, Tags }, context, call) => {
  await putTags(await taggedArn(ResourceArn, context, call), Tags, context);
  return {};
});
