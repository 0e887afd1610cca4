import type { GuardDutyContext } from './context.ts';
import { refused } from './guardduty.ts';
import { tablesOf } from './tables.ts';

type TagContext = Pick<GuardDutyContext, 'store'>;
type Tags = Readonly<Record<string, string>>;

/** Source: the GuardDuty API Reference, `TagResource`, and the rules of tags that all services share. */
const most = { tags: 50, key: 128, value: 256 };
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** The tags of a resource by name; none for one that has no tags, or is not there. */
export async function tagsOf(arn: string, { store }: TagContext): Promise<Record<string, string>> {
  const rows = await tablesOf(store)
    .selectFrom('guardduty_tags')
    .selectAll()
    .where('arn', '=', arn)
    .orderBy('name')
    .execute();
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** Puts tags to those that a resource has. Throws naming the key that cannot be one, or when there would be more than 50. */
export async function putTags(arn: string, tags: Tags, context: TagContext): Promise<void> {
  checkTags(tags, await tagsOf(arn, context));
  for (const [name, value] of Object.entries(tags))
    await tablesOf(context.store)
      .insertInto('guardduty_tags')
      .values({ arn, name, value })
      .onConflict((conflict) => conflict.columns(['arn', 'name']).doUpdateSet({ value }))
      .execute();
}

/** Throws for tags that a resource with these others cannot have. */
export function checkTags(tags: Tags, others: Tags = {}): void {
  for (const [name, value] of Object.entries(tags)) {
    if (name === '' || name.length > most.key || value.length > most.value || !allowed.test(name + value))
      throw refused(`the tag "${name.slice(0, most.key)}" has a key or a value that a tag cannot have`);
    if (name.toLowerCase().startsWith('aws:'))
      throw refused(`the tag key "${name}" begins with aws:, which is reserved`);
  }
  const count = Object.keys({ ...others, ...tags }).length;
  if (count > most.tags) throw refused(`the resource would have ${count} tags, and may have ${most.tags}`);
}

/** Takes tags away by name; those that are not there are none less. */
export async function removeTags(arn: string, names: readonly string[], { store }: TagContext): Promise<void> {
  if (names.length === 0) return;
  await tablesOf(store).deleteFrom('guardduty_tags').where('arn', '=', arn).where('name', 'in', names).execute();
}

/** Forgets the tags of a resource that is gone, and of those below it. */
export async function forgetTags(arn: string, { store }: TagContext): Promise<void> {
  await tablesOf(store)
    .deleteFrom('guardduty_tags')
    .where((or) => or.or([or('arn', '=', arn), or('arn', 'like', `${arn}/%`)]))
    .execute();
}
