import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Fault, languages, textLike, type Language } from '#kernel';
import { knowAccount } from './accounts.ts';
import { base32 } from './base32.ts';
import type { OrgKeys, OrgRecords } from './context.ts';
import { findPerson, listPeople } from './people.ts';
import type { RoleIn } from './roles.ts';
import { orgTables, type AccessKeyRow } from './tables.ts';

/** Long-lived keys that one person, or one role in one account, may have at a time: enough to change them without a gap. */
const most = 10;

/** A key id as AWS writes them: `AKIA` or `ASIA` and 16 letters and digits of base 32. */
export const AccessKeyId = textLike(/^A[KS]IA[A-Z2-7]{16}$/, {
  en: 'an access key id is 20 capital letters and digits that begin with AKIA or ASIA',
  ja: 'アクセスキー ID は AKIA または ASIA で始まる 20 文字の英大文字と数字です',
});

/** A key as it can be listed: everything but the secret. `person` or `role` says whose it is. */
export const AccessKey = z.strictObject({
  id: z.string(),
  person: z.string(),
  role: z.string(),
  account: z.string(),
  language: z.enum(languages),
  active: z.boolean(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
  usedAt: z.iso.datetime().optional(),
});
export type AccessKey = z.infer<typeof AccessKey>;

/** A key and its secret, told once. */
export interface NewKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Whose a new key is: a person's, or that of a role in an account. */
export type Owner = { readonly person: string } | RoleIn;

/** A fresh id and secret: 80 and 240 random bits. */
export const newKey = (prefix: 'AKIA' | 'ASIA'): NewKey => ({
  accessKeyId: prefix + base32(randomBytes(10)),
  secretAccessKey: randomBytes(30).toString('base64'),
});

/** What the sealed secret of a key is bound to. */
export const sealOf = (id: string): string => `access key ${id}`;

/** What is sealed of a key: its secret and, when it is temporary, its session token. */
export const Secrets = z.strictObject({ secret: z.string(), token: z.string().optional() });

/**
 * Makes a long-lived key. Its secret is in the answer and nowhere else in clear.
 * Throws `NotFound` for a person that there is not, and `Conflict` when the owner has enough keys.
 */
export async function createAccessKey(
  owner: Owner,
  { by, language }: { readonly by: string; readonly language: Language },
  keys: OrgKeys,
): Promise<NewKey> {
  const held = await ownedBy(owner, keys);
  const made = newKey('AKIA');
  const secrets: z.infer<typeof Secrets> = { secret: made.secretAccessKey };
  const sealed = await keys.vault.seal(JSON.stringify(secrets), sealOf(made.accessKeyId));
  await keys.revision.change(async (db) => {
    const { count } = await db
      .selectFrom('access_keys')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('expires_at', '=', 0)
      .where('revoked_at', '=', 0)
      .where('person', '=', held.person)
      .where('role', '=', held.role)
      .where('account', '=', held.account)
      .executeTakeFirstOrThrow();
    if (count >= most) throw tooMany();
    const row = { ...rowOf(made.accessKeyId, sealed, keys), ...held, created_by: by, language };
    await db.insertInto('access_keys').values(row).execute();
  });
  return made;
}

/** Every key that is not forgotten, the newest first. Temporary ones are among them while they live. */
export async function listAccessKeys(records: OrgRecords): Promise<AccessKey[]> {
  const { store, clock } = records;
  const now = clock.now().getTime();
  const accounts = new Map((await listPeople(records)).map(({ name, account }) => [name, account]));
  const rows = await orgTables(store)
    .selectFrom('access_keys')
    .selectAll()
    .where((key) => key.or([key('expires_at', '=', 0), key('expires_at', '>', now)]))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => listed(row.role === '' ? { ...row, account: accounts.get(row.person) ?? '' } : row));
}

/** Revokes a key and every session that began with it, at once and for good; its secret is forgotten. Throws `NotFound`. */
export async function revokeAccessKey(id: string, { revision, clock }: OrgRecords): Promise<void> {
  await revision.change(async (db) => {
    const change = { revoked_at: clock.now().getTime(), sealed: '' };
    let found = await db
      .updateTable('access_keys')
      .set(change)
      .where((key) => key.or([key('id', '=', id), key('root', '=', id)]))
      .returning('id')
      .execute();
    if (found.length === 0)
      throw new Fault('NotFound', {
        en: `There is no access key ${id}. bin/yagura keys list tells which there are.`,
        ja: `アクセスキー ${id} はありません。一覧は bin/yagura keys list で見られます。`,
      });
    // A session of a session: what began with it is found one step at a time.
    while (found.length > 0) {
      const parents = found.map((row) => row.id);
      found = await db
        .updateTable('access_keys')
        .set(change)
        .where('parent', 'in', parents)
        .where('revoked_at', '=', 0)
        .returning('id')
        .execute();
    }
  });
}

/** Seals every secret with the newest master key, and tells how many there are. */
export async function resealAccessKeys({ store, vault, revision }: OrgKeys): Promise<number> {
  const rows = await orgTables(store)
    .selectFrom('access_keys')
    .select(['id', 'sealed'])
    .where('sealed', '!=', '')
    .execute();
  for (const { id, sealed } of rows) {
    const anew = await vault.seal(await vault.open(sealed, sealOf(id)), sealOf(id));
    await revision.change((db) =>
      db.updateTable('access_keys').set({ sealed: anew }).where('id', '=', id).where('sealed', '=', sealed).execute(),
    );
  }
  return rows.length;
}

/** A row of a key that was made now, with nothing in it yet but its id and secret. */
export const rowOf = (id: string, sealed: string, { clock }: OrgRecords): AccessKeyRow => ({
  id,
  sealed,
  person: '',
  role: '',
  account: '',
  session: '',
  source_identity: '',
  parent: '',
  root: '',
  language: 'en',
  created_by: '',
  created_at: clock.now().getTime(),
  expires_at: 0,
  revoked_at: 0,
  used_at: 0,
});

async function ownedBy(owner: Owner, keys: OrgKeys): Promise<Pick<AccessKeyRow, 'person' | 'role' | 'account'>> {
  if ('person' in owner) {
    const { name, disabled } = await findPerson(owner.person, keys);
    if (disabled)
      throw new Fault('Conflict', {
        en: `${name} is disabled. Enable them first: bin/yagura people enable ${name}`,
        ja: `${name} は無効になっています。先に bin/yagura people enable ${name} を実行してください。`,
      });
    return { person: name, role: '', account: '' };
  }
  await knowAccount(owner.account, keys);
  return { person: '', role: owner.role, account: owner.account };
}

const tooMany = (): Fault =>
  new Fault('Conflict', {
    en: `There are ${most} active keys of this owner already. Revoke one that is not used: bin/yagura keys list`,
    ja: `この持ち主の有効なキーがすでに ${most} 個あります。使っていないものを失効させてください: bin/yagura keys list`,
  });

const listed = (row: AccessKeyRow): AccessKey => ({
  id: row.id,
  person: row.person,
  role: row.role,
  account: row.account,
  language: languages.find((language) => language === row.language) ?? 'en',
  active: row.revoked_at === 0,
  createdBy: row.created_by,
  createdAt: new Date(row.created_at).toISOString(),
  expiresAt: row.expires_at === 0 ? undefined : new Date(row.expires_at).toISOString(),
  usedAt: row.used_at === 0 ? undefined : new Date(row.used_at).toISOString(),
});
