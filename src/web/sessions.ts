import { z } from 'zod';
import { localCaller, type Caller } from '#aws';
import { secret } from '#kernel';
import { webTables } from './tables.ts';
import { hashOf, hoursFrom, nowOf, type WebContext } from './tokens.ts';

const Role = z.enum(['administrator', 'analyst', 'responder', 'auditor', 'member']);

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

/** Who holds this session, or nobody when it is unknown, signed out or over. */
export async function callerOf(token: string, { store, clock }: WebContext): Promise<Caller | undefined> {
  const row = await webTables(store)
    .selectFrom('sessions')
    .innerJoin('people', 'people.name', 'sessions.person')
    .select(['people.name', 'people.role'])
    .where('sessions.hash', '=', hashOf(token))
    .where('sessions.expires_at', '>', nowOf(clock))
    .executeTakeFirst();
  return row && localCaller(row.name, Role.parse(row.role));
}

/** Ends a session; a token that is no session changes nothing. */
export async function endSession(token: string, { store }: WebContext): Promise<void> {
  await webTables(store).deleteFrom('sessions').where('hash', '=', hashOf(token)).execute();
}
