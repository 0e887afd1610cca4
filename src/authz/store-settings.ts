import { z } from 'zod';
import { ContentChange } from './content-changes.ts';
import { authzTables, type AuthzDb } from './tables.ts';
import type { Store } from '#store';

/** `context.token.email`, `Shop::User.email` or `*.email`: an attribute or a tag, or one inside of it. */
const Redaction = z.string().regex(/^(?:\*|[\w:]{1,200})(?:\.[^.]{1,200}){1,10}$/, {
  message: 'must be like context.token.email, User.email or *.email',
});

const share = z.number().min(0).max(1);

/** How a policy store is watched while it decides. */
export const StoreSettings = z.strictObject({
  log: z
    .strictObject({
      share: share.describe('Share of the decisions that go to the decision log: 1 for all, 0 for none'),
      redact: z.array(Redaction).max(200).describe('Attributes whose values are not kept'),
    })
    .prefault({ share: 0, redact: [] }),
  /** Share of the decisions that Cedar's own engine decides too; that of the configuration when absent. */
  compareShare: share.optional(),
  /** `cedar`: Cedar's own engine decides, slower. */
  engine: z.enum(['compiled', 'cedar']).default('compiled'),
  /** Why the engine was switched. */
  difference: z.strictObject({ at: z.iso.datetime(), decisionId: z.string(), message: z.string() }).optional(),
  /** Changes that are tried on live requests before they are made. */
  candidate: z.strictObject({ since: z.iso.datetime(), by: z.string(), changes: z.array(ContentChange) }).optional(),
});
export type StoreSettings = z.infer<typeof StoreSettings>;

export async function settingsOf(store: string, db: AuthzDb): Promise<StoreSettings> {
  const row = await db.selectFrom('authz_settings').select('body').where('store', '=', store).executeTakeFirst();
  return StoreSettings.parse(JSON.parse(row?.body ?? '{}'));
}

/** Changes the settings of a policy store; what changes at the same time elsewhere is not lost. */
export async function changeSettings(
  store: string,
  { db }: Pick<Store, 'db'>,
  change: (before: StoreSettings) => StoreSettings,
): Promise<StoreSettings> {
  return db.transaction().execute(async (transaction) => {
    const tables = authzTables({ db: transaction });
    await tables.updateTable('authz_stores').set({ id: store }).where('id', '=', store).execute(); // locks it
    const after = StoreSettings.parse(change(await settingsOf(store, tables)));
    const body = JSON.stringify(after);
    await tables
      .insertInto('authz_settings')
      .values({ store, body })
      .onConflict((taken) => taken.column('store').doUpdateSet({ body }))
      .execute();
    return after;
  });
}
