import { taggedStore, tagsOf } from '../tags.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('ListTagsForResource', async ({ resourceArn }, context, call) => ({
  tags: tagsOf(await taggedStore(resourceArn, call, context)),
}));
