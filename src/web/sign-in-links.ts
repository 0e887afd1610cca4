import { Fault, secret } from '#kernel';
import { callerOfName, knowAdministrator } from '#org';
import { webTables } from './tables.ts';
import { hashOf, hoursFrom, nowOf, type WebContext } from './tokens.ts';

const linkHours = 1;

/** Who signs in by the links that the program prints. */
export const administrator = 'administrator';

/**
 * A link that signs somebody in once, within an hour: `administrator`, whom it makes when there is nobody, or another
 * person. Throws `NotFound` when there is no such person or they are disabled. The token stands in the fragment, which
 * browsers never send: no proxy logs it, and a program that looks at links ahead of the reader does not use it up.
 */
export async function signInLink(page: string, context: WebContext, person = administrator): Promise<string> {
  const token = secret(32);
  if (person === administrator) await knowAdministrator(person, context);
  if ((await callerOfName(person, context)) === undefined)
    throw new Fault('NotFound', {
      en: `There is nobody called "${person}" who could sign in. bin/yagura people list tells who there is.`,
      ja: `「${person}」というサインインできる人はいません。bin/yagura people list で一覧を確認できます。`,
    });
  await webTables(context.store)
    .insertInto('sign_in_links')
    .values({ hash: hashOf(token), person, expires_at: hoursFrom(context.clock, linkHours) })
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
