import type { z } from 'zod';
import type { Call } from '#aws';
import { isJsonObject, ownJson, stableId } from '#kernel';
import type { AuthzContext } from './context.ts';
import { authzTables, type AuthzDb } from './tables.ts';
import { conflict, invalid, type ResourceType } from './verified-permissions.ts';

/** Milliseconds for which a token is remembered. Source: `ClientToken` in the service's API reference. */
const remembered = 8 * 3_600_000;

/** A request to make something, which may be sent again without making it twice. */
export interface Making<Answer> {
  readonly operation: string;
  readonly input: { readonly clientToken?: string | undefined };
  readonly call: Call;
  readonly makes: ResourceType;
  /** The answer as it is kept; its dates are texts there. */
  readonly answer: z.ZodType<Answer>;
}

/** Keeps the answer in the transaction that makes what it speaks of, and gives it back. */
export type Remember<Answer> = (answer: Answer, db: AuthzDb) => Promise<Answer>;

/**
 * Makes something, or gives the answer that the same token got before. Throws `ConflictException` when the token came
 * with another request.
 */
export async function once<Answer extends object>(
  making: Making<Answer>,
  context: AuthzContext,
  make: (remember: Remember<Answer>) => Promise<Answer>,
): Promise<Answer> {
  const { clientToken: token } = making.input;
  if (token === undefined) return make((answer) => Promise.resolve(answer));
  if (!/^[a-zA-Z0-9-]{1,64}$/.test(token))
    throw invalid('clientToken', {
      en: 'must have 1 to 64 letters, digits and hyphens',
      ja: '1～64 文字の英数字とハイフンで書いてください',
    });
  const known = await answered(making, token, context);
  if (known !== undefined) return known;
  try {
    return await make((answer, db) => keep(answer, making, { token, at: context.clock.now().getTime() }, db));
  } catch (error) {
    const meanwhile = await answered(making, token, context); // the same request, sent twice at once
    if (meanwhile !== undefined) return meanwhile;
    throw error;
  }
}

async function answered<Answer>(
  { operation, input, call, makes, answer }: Making<Answer>,
  token: string,
  { store, clock }: AuthzContext,
): Promise<Answer | undefined> {
  const row = await authzTables(store)
    .selectFrom('authz_client_tokens')
    .selectAll()
    .where('account', '=', call.caller.account)
    .where('operation', '=', operation)
    .where('token', '=', token)
    .where('at', '>', clock.now().getTime() - remembered)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const made = ownJson<Readonly<Record<string, unknown>>>(row.answer);
  if (row.digest !== digestOf(input))
    throw conflict(
      {
        en: 'This client token came with another request before.',
        ja: 'このクライアントトークンは、前に別のリクエストで使われました。',
      },
      makes,
      idIn(made, makes),
    );
  return answer.parse(made);
}

const ids: Readonly<Partial<Record<ResourceType, string>>> = {
  POLICY: 'policyId',
  POLICY_TEMPLATE: 'policyTemplateId',
  IDENTITY_SOURCE: 'identitySourceId',
};

/** The id of what an answer says was made. */
const idIn = (answer: Readonly<Record<string, unknown>>, makes: ResourceType): string =>
  String(answer[ids[makes] ?? 'policyStoreId']);

async function keep<Answer>(
  answer: Answer,
  { operation, input, call }: Making<Answer>,
  { token, at }: { readonly token: string; readonly at: number },
  db: AuthzDb,
): Promise<Answer> {
  const { account } = call.caller;
  await db
    .deleteFrom('authz_client_tokens')
    .where('at', '<=', at - remembered)
    .execute();
  const row = { account, operation, token, digest: digestOf(input), answer: JSON.stringify(answer), at };
  await db.insertInto('authz_client_tokens').values(row).execute();
  return answer;
}

/** The same input has the same digest, in whichever order its members came. */
const digestOf = (input: Making<unknown>['input']): string =>
  stableId(
    JSON.stringify({ ...input, clientToken: '' }, (_key, value: unknown) => (isObject(value) ? sorted(value) : value)),
  );

const isObject = (value: unknown): value is object => isJsonObject(value) && !(value instanceof Date);

const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
