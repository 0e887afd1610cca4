import { Fault, secret } from '#kernel';
import { newKey, rowOf, sealOf, type NewKey } from './access-keys.ts';
import type { OrgKeys } from './context.ts';
import { orgTables, type AccessKeyRow, type OrgDb } from './tables.ts';

/** Temporary keys that may live at a time and began with one key or person: a script that asks in a loop is stopped here. */
const most = 2000;

/** Milliseconds for which an ended key is remembered, so that who still uses it is told that it has expired. */
const remembered = 86_400_000;

/** As whom a temporary key acts: see `AccessKeyRow`. */
export type Acts = Pick<AccessKeyRow, 'person' | 'role' | 'account' | 'session' | 'source_identity' | 'language'>;

/** As whom a temporary key acts, from which key it came, and for how long. */
export interface Wanted {
  readonly acts: Acts;
  /** The key that signed the request; empty on the page. */
  readonly parent: string;
  readonly seconds: number;
  readonly by: string;
}

/** A temporary key with its session token and its end. */
export interface TemporaryKey extends NewKey {
  readonly sessionToken: string;
  readonly expires: Date;
}

/**
 * Issues a temporary key. It is a record of its own and not only a sealed token, so that it can be listed, traced to
 * the key it came from, and revoked with it. Throws `TooMany`, and `Denied` when its parent was revoked meanwhile.
 */
export async function issueTemporaryKey({ acts, parent, seconds, by }: Wanted, keys: OrgKeys): Promise<TemporaryKey> {
  const made = newKey('ASIA');
  const sessionToken = secret(96);
  const now = keys.clock.now().getTime();
  const expires = Math.floor(now / 1000 + seconds) * 1000; // AWS tools read whole seconds
  const sealed = await keys.vault.seal(
    JSON.stringify({ secret: made.secretAccessKey, token: sessionToken }),
    sealOf(made.accessKeyId),
  );
  await keys.store.db.transaction().execute(async (transaction) => {
    const db = orgTables({ db: transaction });
    const root = await rootOf(parent, db);
    await db
      .deleteFrom('access_keys')
      .where('expires_at', '>', 0)
      .where('expires_at', '<', now - remembered)
      .execute();
    await refuseFlood(root === '' ? ['person', acts.person] : ['root', root], now, db);
    const row = {
      ...rowOf(made.accessKeyId, sealed, keys),
      ...acts,
      parent,
      root,
      created_by: by,
      expires_at: expires,
    };
    await db.insertInto('access_keys').values(row).execute();
  });
  return { ...made, sessionToken, expires: new Date(expires) };
}

/**
 * The key at the beginning of the chain.
 * INVARIANT: the parent's row is locked until the child is written, so that who revokes the parent sees the child.
 */
async function rootOf(parent: string, db: OrgDb): Promise<string> {
  if (parent === '') return '';
  const row = await db
    .updateTable('access_keys')
    .set({ parent: (column) => column.ref('parent') })
    .where('id', '=', parent)
    .where('revoked_at', '=', 0)
    .returning(['id', 'root'])
    .executeTakeFirst();
  if (row === undefined)
    throw new Fault('Denied', {
      en: `The access key ${parent} has been revoked. Use another.`,
      ja: `アクセスキー ${parent} は失効しています。別のキーを使ってください。`,
    });
  return row.root || row.id;
}

async function refuseFlood(
  [column, value]: readonly ['person' | 'root', string],
  now: number,
  db: OrgDb,
): Promise<void> {
  const { count } = await db
    .selectFrom('access_keys')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(column, '=', value)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  if (count < most) return;
  throw new Fault('TooMany', {
    en: `${most} temporary keys that began with the same key or person are alive already. Use one of them again until it ends; the SDKs do so by themselves.`,
    ja: `同じキーまたは人から始まった一時キーがすでに ${most} 個あります。期限まで使い回してください（SDK は自動でそうします）。`,
  });
}
