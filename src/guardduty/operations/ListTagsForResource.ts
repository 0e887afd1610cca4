import { guardduty } from '../guardduty.ts';
import { taggedArn } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

export default guardduty.operation('ListTagsForResource', async ({ ResourceArn }, context, call) => ({
  Tags: await tagsOf(await taggedArn(ResourceArn, context, call), context),
}));
