import { z } from 'zod';
import { localCaller, type Caller } from '#aws';
import { Fault, secret, textLike } from '#kernel';
import { webTables } from './tables.ts';
import { hashOf, nowOf, type WebContext } from './tokens.ts';

/** The name under which a token is listed. */
export const TokenName = textLike(/^[\w.-]{1,64}$/, {
  en: 'use letters, digits, dots, hyphens and underscores, at most 64',
  ja: '英数字、ピリオド、ハイフン、アンダースコアの 64 文字以内で指定してください',
});

/** A push token as it can be listed: everything but the token. */
export const PushToken = z.strictObject({
  name: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime().optional(),
});
type PushToken = z.infer<typeof PushToken>;

/** Makes a token that may send logs to `POST /push` and nothing else. It is shown this once. */
export async function createPushToken(name: string, by: Caller, { store, clock }: WebContext): Promise<string> {
  refuseOthers(by);
  const token = secret(32);
  const made = await webTables(store)
    .insertInto('push_tokens')
    .values({ hash: hashOf(token), name, created_by: by.name, created_at: nowOf(clock), used_at: null })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('name')
    .executeTakeFirst();
  if (made === undefined) {
    throw new Fault('Conflict', {
      en: `There is a push token named "${name}" already. Choose another name or delete that one.`,
      ja: `「${name}」という名前のプッシュトークンはすでにあります。別の名前にするか、先に削除してください。`,
    });
  }
  return token;
}

/** The push tokens by name. */
export async function listPushTokens({ store }: WebContext): Promise<PushToken[]> {
  const rows = await webTables(store).selectFrom('push_tokens').selectAll().orderBy('name').execute();
  return rows.map((row) => ({
    name: row.name,
    createdBy: row.created_by,
    createdAt: new Date(row.created_at).toISOString(),
    usedAt: row.used_at === null ? undefined : new Date(row.used_at).toISOString(),
  }));
}

/** Deletes a token at once and for good. Throws `NotFound`. */
export async function deletePushToken(name: string, by: Caller, { store }: WebContext): Promise<void> {
  refuseOthers(by);
  const gone = await webTables(store)
    .deleteFrom('push_tokens')
    .where('name', '=', name)
    .returning('name')
    .executeTakeFirst();
  if (gone === undefined)
    throw new Fault('NotFound', {
      en: `There is no push token named "${name}".`,
      ja: `「${name}」という名前のプッシュトークンはありません。`,
    });
}

/** Who sends logs with this token, or nobody. */
export async function pusherOf(token: string, { store, clock }: WebContext): Promise<Caller | undefined> {
  const row = await webTables(store)
    .updateTable('push_tokens')
    .set({ used_at: nowOf(clock) })
    .where('hash', '=', hashOf(token))
    .returning('name')
    .executeTakeFirst();
  return row && localCaller(`push token ${row.name}`, 'responder'); // who may push, content/policies says
}

function refuseOthers({ role }: Caller): void {
  if (role !== 'administrator')
    throw new Fault('Denied', {
      en: 'Only an administrator makes and deletes push tokens. Ask one.',
      ja: 'プッシュトークンを作成・削除できるのは管理者だけです。管理者に依頼してください。',
    });
}
