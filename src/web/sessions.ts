import type { Caller } from '#aws';
import { secret } from '#kernel';
import { callerOfName } from '#org';
import { webTables } from './tables.ts';
import { hashOf, hoursFrom, nowOf, type WebContext } from './tokens.ts';

/** Starts a session for `person` and returns its token: 256 random bits, of which only the hash is kept. */
export async function startSession(person: string, hours: number, { store, clock }: WebContext): Promise<string> {
  const token = secret(32);
  const now = nowOf(clock);
  const db = webTables(store);
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
  await db
    .insertInto('sessions')
    .values({ hash: hashOf(token), person, created_at: now, expires_at: hoursFrom(clock, hours) })
    .execute();
  return token;
}

/** Who holds this session, or nobody when it is unknown, signed out or over, or its person is gone or disabled. */
export async function callerOf(token: string, { store, clock, homeAccount }: WebContext): Promise<Caller | undefined> {
  const session = await webTables(store)
    .selectFrom('sessions')
    .select('person')
    .where('hash', '=', hashOf(token))
    .where('expires_at', '>', nowOf(clock))
    .executeTakeFirst();
  return session && callerOfName(session.person, { store, homeAccount });
}

/** Ends a session; a token that is no session changes nothing. */
export async function endSession(token: string, { store }: WebContext): Promise<void> {
  await webTables(store).deleteFrom('sessions').where('hash', '=', hashOf(token)).execute();
}
