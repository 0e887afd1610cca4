import { secret } from '#kernel';
import { webTables } from './tables.ts';
import { hashOf, nowOf, type WebContext } from './tokens.ts';

const lifeMilliseconds = 5 * 60_000;

/** What a challenge may be answered for. */
export type Purpose = 'add-passkey' | 'use-passkey';

/** A challenge that can be answered once, within five minutes. `person` is empty while it is not known who answers. */
export async function newChallenge(purpose: Purpose, person: string, { store, clock }: WebContext): Promise<string> {
  const challenge = secret(32);
  const db = webTables(store);
  await db.deleteFrom('sign_in_challenges').where('expires_at', '<=', nowOf(clock)).execute();
  await db
    .insertInto('sign_in_challenges')
    .values({ hash: hashOf(challenge), purpose, person, expires_at: nowOf(clock) + lifeMilliseconds })
    .execute();
  return challenge;
}

/** Uses a challenge up. False when it is unknown, too old, used before, or was made for something else. */
export async function useChallenge(
  challenge: string,
  { purpose, person }: { readonly purpose: Purpose; readonly person: string },
  { store, clock }: WebContext,
): Promise<boolean> {
  const used = await webTables(store)
    .deleteFrom('sign_in_challenges')
    .where('hash', '=', hashOf(challenge))
    .where('purpose', '=', purpose)
    .where('person', '=', person)
    .where('expires_at', '>', nowOf(clock))
    .returning('hash')
    .executeTakeFirst();
  return used !== undefined;
}
