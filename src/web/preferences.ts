import { z } from 'zod';
import { Fault, textLike } from '#kernel';
import { webTables } from './tables.ts';
import type { WebContext } from './tokens.ts';

/** What a person set on the page: saved views, columns, the theme. The page knows what a value means. */
export const PreferenceName = textLike(/^[\w.-]{1,100}$/, {
  en: 'use letters, digits, dots, hyphens and underscores',
  ja: '英数字、ドット、ハイフン、アンダースコアを使ってください',
});
export const PreferenceValue = z.string().max(64_000);

const most = 200;

/** Everything that a person (named by the ARN) set, by name. */
export async function preferencesOf(person: string, { store }: WebContext): Promise<Record<string, string>> {
  const rows = await webTables(store)
    .selectFrom('preferences')
    .select(['name', 'value'])
    .where('person', '=', person)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.name, row.value]));
}

/** Sets a preference, or forgets it when there is no value. Throws `TooLarge` beyond two hundred. */
export async function setPreference(
  { name, value }: { name: string; value: string | null },
  person: string,
  { store }: WebContext,
): Promise<void> {
  const db = webTables(store);
  if (value === null) {
    await db.deleteFrom('preferences').where('person', '=', person).where('name', '=', name).execute();
    return;
  }
  const { kept } = await db
    .selectFrom('preferences')
    .select(({ fn }) => fn.countAll<number>().as('kept'))
    .where('person', '=', person)
    .where('name', '<>', name)
    .executeTakeFirstOrThrow();
  if (Number(kept) >= most)
    throw new Fault('TooLarge', {
      en: `${most} settings are kept for each person, and no more. Delete one, such as a saved view.`,
      ja: `保存できる設定は 1 人 ${most} 件までです。保存した表示など、どれかを削除してください。`,
    });
  await db
    .insertInto('preferences')
    .values({ person, name, value })
    .onConflict((conflict) => conflict.columns(['person', 'name']).doUpdateSet({ value }))
    .execute();
}
