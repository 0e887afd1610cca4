import { z } from 'zod';
import { textLike, type Clock } from '#kernel';
import type { Store } from '#store';
import { orgTables } from './tables.ts';

export const AccountId = textLike(/^\d{12}$/, {
  en: 'an account is 12 digits, such as 111122223333',
  ja: 'アカウントは 111122223333 のような 12 桁の数字です',
});

/** An account as it is told: its number, and the names that people gave it. */
export const Account = z.strictObject({ id: AccountId, name: z.string(), alias: z.string() });
export type Account = z.infer<typeof Account>;

interface Here {
  readonly store: Store;
  readonly clock: Clock;
}

/** Every account that has a name, or in which somebody has a key, by its number. */
export const listAccounts = ({ store }: Pick<Here, 'store'>): Promise<Account[]> =>
  orgTables(store).selectFrom('accounts').select(['id', 'name', 'alias']).orderBy('id').execute();

/** Names an account, or names it anew. */
export async function nameAccount({ id, name, alias }: Account, { store, clock }: Here): Promise<void> {
  await orgTables(store)
    .insertInto('accounts')
    .values({ id, name, alias, created_at: clock.now().getTime() })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, alias }))
    .execute();
}

/** Remembers an account that somebody spoke of; one that is known stays as it is. */
export async function knowAccount(id: string, { store, clock }: Here): Promise<void> {
  await orgTables(store)
    .insertInto('accounts')
    .values({ id, name: '', alias: '', created_at: clock.now().getTime() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
