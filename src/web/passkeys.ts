import { z } from 'zod';
import { Fault } from '#kernel';
import { newChallenge, useChallenge, type Purpose } from './challenges.ts';
import { webTables } from './tables.ts';
import { nowOf, type WebContext } from './tokens.ts';

/** Loaded when somebody first uses a passkey: its parts are a fifth of all that a start would load. */
const webauthn = () => import('@simplewebauthn/server');

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+$/, 'This is no base64url text.');

const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}),
};

/** What a browser answers when a passkey is made (WebAuthn, RegistrationResponseJSON); what else it says is left out. */
export const MadePasskey = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url }),
});

/** What a browser answers when a passkey is used (WebAuthn, AuthenticationResponseJSON). */
export const UsedPasskey = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
});

/** Where the page is open, as its browser says: `https://yagura.example.com`. Browsers give no passkeys to bare addresses. */
export const PageOrigin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);

/** What the browser needs to make a passkey for this person. Throws `Unsupported` where browsers make none. */
export async function startPasskey(person: string, origin: string, context: WebContext) {
  const [known, { generateRegistrationOptions }] = await Promise.all([passkeysOf(person, context), webauthn()]);
  return generateRegistrationOptions({
    rpName: 'Yagura',
    rpID: nameIn(origin),
    userName: person,
    userID: new TextEncoder().encode(person),
    challenge: await challenge('add-passkey', person, context),
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Keeps a passkey that the browser made. Throws `BadInput` when its answer is not the one that was asked for. */
export async function addPasskey(
  { person, name, origin, made }: { person: string; name: string; origin: string; made: z.infer<typeof MadePasskey> },
  context: WebContext,
): Promise<void> {
  const { verifyRegistrationResponse } = await webauthn();
  const checked = await verifyRegistrationResponse({
    response: made,
    expectedChallenge: (given) => useChallenge(given, { purpose: 'add-passkey', person }, context),
    expectedOrigin: origin,
    expectedRPID: nameIn(origin),
  }).catch(refused);
  if (!checked.verified) throw refusal();
  const { id, publicKey, counter } = checked.registrationInfo.credential;
  await webTables(context.store)
    .insertInto('passkeys')
    .values({
      id,
      person,
      name,
      public_key: Buffer.from(publicKey).toString('base64url'),
      counter,
      created_at: nowOf(context.clock),
      used_at: 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** What the browser needs to sign somebody in with whichever passkey they choose. */
export async function askForPasskey(origin: string, context: WebContext) {
  const { generateAuthenticationOptions } = await webauthn();
  return generateAuthenticationOptions({
    rpID: nameIn(origin),
    challenge: await challenge('use-passkey', '', context),
    userVerification: 'required',
  });
}

/** Whose passkey this is. Nobody when it is unknown, or its answer is not the one that was asked for. */
export async function personOfPasskey(
  used: z.infer<typeof UsedPasskey>,
  origin: string,
  context: WebContext,
): Promise<string | undefined> {
  const db = webTables(context.store);
  const known = await db.selectFrom('passkeys').selectAll().where('id', '=', used.id).executeTakeFirst();
  if (known === undefined) return undefined;
  const { verifyAuthenticationResponse } = await webauthn();
  const checked = await verifyAuthenticationResponse({
    response: used,
    expectedChallenge: (given) => useChallenge(given, { purpose: 'use-passkey', person: '' }, context),
    expectedOrigin: origin,
    expectedRPID: nameIn(origin),
    credential: {
      id: known.id,
      publicKey: new Uint8Array(Buffer.from(known.public_key, 'base64url')),
      counter: Number(known.counter),
    },
  }).catch(() => undefined);
  if (checked?.verified !== true) return undefined;
  const counter = checked.authenticationInfo.newCounter;
  await db
    .updateTable('passkeys')
    .set({ counter, used_at: nowOf(context.clock) })
    .where('id', '=', known.id)
    .execute();
  return known.person;
}

/** The passkeys of a person, oldest first. */
export function passkeysOf(person: string, { store }: WebContext) {
  return webTables(store)
    .selectFrom('passkeys')
    .select(['id', 'name', 'created_at', 'used_at'])
    .where('person', '=', person)
    .orderBy('created_at')
    .execute();
}

/** Throws `NotFound` when the person has no such passkey. */
export async function removePasskey(person: string, id: string, { store }: WebContext): Promise<void> {
  const removed = await webTables(store)
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('person', '=', person)
    .returning('id')
    .executeTakeFirst();
  if (removed === undefined)
    throw new Fault('NotFound', {
      en: 'You have no such passkey; it may have been removed already.',
      ja: 'そのパスキーはありません。すでに削除された可能性があります。',
    });
}

const challenge = async (purpose: Purpose, person: string, context: WebContext): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(Buffer.from(await newChallenge(purpose, person, context), 'base64url'));

/** The name that passkeys of this page belong to. */
function nameIn(origin: string): string {
  const { hostname, port, protocol } = new URL(origin);
  if (!/^[\d.]+$|^\[/.test(hostname)) return hostname;
  throw new Fault('Unsupported', {
    en: `Browsers make passkeys for names, not for addresses such as ${hostname}. Open the page as ${protocol}//localhost${port && `:${port}`} on this machine, or under the name in the setting web.publicUrl.`,
    ja: `${hostname} のような IP アドレスではパスキーを作れません。このマシンで ${protocol}//localhost${port && `:${port}`} を開くか、設定 web.publicUrl の名前で開いてください。`,
  });
}

const refusal = (options?: ErrorOptions): Fault =>
  new Fault(
    'BadInput',
    {
      en: 'The passkey could not be taken: the answer is not the one that was asked for, or took more than five minutes. Try once more.',
      ja: 'パスキーを確認できませんでした。要求と異なる応答だったか、5 分を過ぎました。もう一度お試しください。',
    },
    options,
  );

function refused(cause: unknown): never {
  throw refusal({ cause });
}
