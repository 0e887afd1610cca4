import type { Caller } from '#aws';
import { Fault, secret } from '#kernel';
import { callerOfName } from '#org';
import { webTables } from './tables.ts';
import { hashOf, hoursFrom, nowOf, type WebContext } from './tokens.ts';

/** How and from where somebody signs in. */
export interface Arrival {
  readonly person: string;
  readonly method: 'link' | 'password' | 'passkey' | 'oidc';
  readonly address: string;
  readonly agent: string;
}

/** Starts a session and returns its token: 256 random bits, of which only the hash is kept. */
export async function startSession(arrival: Arrival, hours: number, { store, clock }: WebContext): Promise<string> {
  const token = secret(32);
  const now = nowOf(clock);
  const db = webTables(store);
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
  await db
    .insertInto('sessions')
    .values({
      ...arrival,
      agent: arrival.agent.slice(0, 300),
      hash: hashOf(token),
      created_at: now,
      expires_at: hoursFrom(clock, hours),
      seen_at: now,
    })
    .execute();
  return token;
}

/** Who holds this session, or nobody when it is unknown, ended or over, or its person is gone or disabled. */
export async function callerOf(token: string, context: WebContext): Promise<Caller | undefined> {
  const session = await sessionOf(token, context);
  if (session === undefined) return undefined;
  await seen(session.hash, Number(session.seen_at), context);
  return callerIn(session, context);
}

/** The same without taking note of it: a page that lies open is no sign of its reader. */
export async function holderOf(token: string, context: WebContext): Promise<Caller | undefined> {
  const session = await sessionOf(token, context);
  return session && callerIn(session, context);
}

const sessionOf = (token: string, { store, clock }: WebContext) =>
  webTables(store)
    .selectFrom('sessions')
    .select(['hash', 'person', 'seen_at'])
    .where('hash', '=', hashOf(token))
    .where('expires_at', '>', nowOf(clock))
    .executeTakeFirst();

async function callerIn(session: { person: string; hash: string }, context: WebContext): Promise<Caller | undefined> {
  const caller = await callerOfName(session.person, context);
  return caller && { ...caller, session: idOf(session.hash) };
}

/** Ends a session; a token that is no session changes nothing. */
export async function endSession(token: string, { store }: WebContext): Promise<void> {
  await webTables(store).deleteFrom('sessions').where('hash', '=', hashOf(token)).execute();
}

/** The sessions that have not ended, newest first; of everybody when no person is given. */
export async function listSessions(person: string | undefined, { store, clock }: WebContext) {
  let query = webTables(store).selectFrom('sessions').selectAll().where('expires_at', '>', nowOf(clock));
  if (person !== undefined) query = query.where('person', '=', person);
  const rows = await query.orderBy('created_at', 'desc').limit(mostListed).execute();
  return rows.map(({ hash, ...session }) => ({ ...session, id: idOf(hash) }));
}

/** Ends a session by its id, and says whose it was. Throws `NotFound`; with a person, also when it is somebody else's. */
export async function endSessionById(id: string, person: string | undefined, { store }: WebContext): Promise<void> {
  let query = webTables(store).deleteFrom('sessions').where('hash', 'like', `${id}%`);
  if (person !== undefined) query = query.where('person', '=', person);
  const ended = await query.returning('person').execute();
  if (ended.length === 0)
    throw new Fault('NotFound', {
      en: 'There is no such sign-in any more; it has ended already.',
      ja: 'このサインインはすでに終了しています。',
    });
}

/** Half of the hash tells one session from another, and leads nobody to its token. */
const idOf = (hash: string): string => hash.slice(0, idLength);
export const idLength = 32;

const mostListed = 200;
const minute = 60_000;

async function seen(hash: string, last: number, { store, clock }: WebContext): Promise<void> {
  const now = nowOf(clock);
  if (Math.abs(now - last) < minute) return; // the clock may have been ahead, and set back since
  await webTables(store).updateTable('sessions').set({ seen_at: now }).where('hash', '=', hash).execute();
}
