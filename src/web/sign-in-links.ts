import { secret } from '#kernel';
import { webTables } from './tables.ts';
import { hashOf, hoursFrom, nowOf, type WebContext } from './tokens.ts';

const linkHours = 1;

/** Who signs in by the links that the program prints. */
export const administrator = 'administrator';

/**
 * A link that signs `administrator` in once, within an hour. The token stands in the fragment, which
 * browsers never send: no proxy logs it, and a program that looks at links ahead of the reader does not use it up.
 */
export async function signInLink(page: string, context: WebContext): Promise<string> {
  const token = secret(32);
  await knowAdministrator(context);
  await webTables(context.store)
    .insertInto('sign_in_links')
    .values({ hash: hashOf(token), person: administrator, expires_at: hoursFrom(context.clock, linkHours) })
    .execute();
  return `${page}/sign-in#${token}`;
}

/** Uses a link up. Returns who it signs in, or nothing when it is unknown, used or too old. */
export async function useLink(token: string, { store, clock }: WebContext): Promise<string | undefined> {
  const db = webTables(store);
  await db.deleteFrom('sign_in_links').where('expires_at', '<=', nowOf(clock)).execute();
  // INVARIANT: one statement finds and deletes, so that of two exchanges of one link only one can win.
  const used = await db
    .deleteFrom('sign_in_links')
    .where('hash', '=', hashOf(token))
    .returning('person')
    .executeTakeFirst();
  return used?.person;
}

async function knowAdministrator({ store, clock }: WebContext): Promise<void> {
  await webTables(store)
    .insertInto('people')
    .values({ name: administrator, role: 'administrator', created_at: nowOf(clock) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}
