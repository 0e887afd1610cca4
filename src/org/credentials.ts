import type { Credential } from '#aws';
import { secret, type Soon } from '#kernel';
import { Secrets, sealOf } from './access-keys.ts';
import { callerOfKey } from './callers.ts';
import type { OrgKeys, OrgRecords } from './context.ts';
import { findPerson } from './people.ts';
import { orgTables, type AccessKeyRow } from './tables.ts';

const remembered = 10_000;

/** What is known of a key beside what verifies it: for answers and audit events. */
export interface KnownKey {
  readonly credential: Credential;
  readonly row: AccessKeyRow;
}

/**
 * The keys in use, opened once and kept in memory for one revision of people and keys: a revocation by any process
 * empties this at once, or within half a second when another process made it.
 */
export class Credentials {
  readonly #keys: OrgKeys;
  #revision = 0;
  readonly #known = new Map<string, KnownKey>();

  constructor(keys: OrgKeys) {
    this.#keys = keys;
  }

  /** The key, also a revoked or an ended one, or nothing when it is unknown. */
  find(accessKeyId: string): Soon<KnownKey | undefined> {
    const revision = this.#keys.revision.current();
    const known = revision === this.#revision ? this.#known.get(accessKeyId) : undefined;
    return known ?? this.#findAnew(accessKeyId);
  }

  async #findAnew(accessKeyId: string): Promise<KnownKey | undefined> {
    const revision = await this.#keys.revision.current();
    if (revision !== this.#revision) this.#known.clear();
    this.#revision = revision;
    const known = this.#known.get(accessKeyId);
    if (known !== undefined) return known;
    const read = await this.#read(accessKeyId);
    // A change may have come while it was read.
    if (read !== undefined && revision === (await this.#keys.revision.current())) this.#keep(accessKeyId, read);
    return read;
  }

  /** What is in memory of a key, without waiting. */
  recall(accessKeyId: string): KnownKey | undefined {
    return this.#known.get(accessKeyId);
  }

  #keep(id: string, key: KnownKey): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= remembered && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(id, key);
  }

  async #read(id: string): Promise<KnownKey | undefined> {
    const db = orgTables(this.#keys.store);
    const row = await db.selectFrom('access_keys').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) return undefined;
    const person = row.person === '' ? undefined : await findPerson(row.person, this.#keys);
    const caller = callerOfKey(row, person);
    if (caller === undefined) return undefined;
    // A secret that nobody has: whoever forgot to look at `revoked` would let nobody in.
    if (row.revoked_at !== 0 || person?.disabled === true)
      return { row, credential: { secret: secret(), revoked: true, caller } };
    const secrets = Secrets.parse(JSON.parse(await this.#keys.vault.open(row.sealed, sealOf(id))));
    const expires = row.expires_at === 0 ? undefined : new Date(row.expires_at);
    return { row, credential: { secret: secrets.secret, sessionToken: secrets.token, expires, caller } };
  }
}

/** The account that a key belongs to, also of one that was revoked; nothing for a key that was never issued. */
export async function accountOfKey(id: string, keys: OrgRecords): Promise<string | undefined> {
  const db = orgTables(keys.store);
  const row = await db
    .selectFrom('access_keys')
    .select(['person', 'role', 'account'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.role !== '') return row?.account;
  return (await findPerson(row.person, keys)).account;
}
