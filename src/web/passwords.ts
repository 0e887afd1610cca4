import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { Fault, textLike } from '#kernel';
import { webTables } from './tables.ts';
import { nowOf, type WebContext } from './tokens.ts';

/** Long rather than colourful: NIST SP 800-63B asks for length and for no rules of composition. */
export const Password = textLike(/^[\s\S]{12,1000}$/, {
  en: 'a password has 12 to 1,000 characters; several words are easier to remember than signs',
  ja: 'パスワードは 12 文字以上 1,000 文字以下にしてください。記号を混ぜるより、単語をいくつか並べるほうが覚えやすくなります',
});

/** Keeps the password of a person, instead of an older one. Throws `BadInput` for one that is too easily guessed. */
export async function setPassword(person: string, password: string, { store, clock }: WebContext): Promise<void> {
  if (isGuessed(person, password))
    throw new Fault('BadInput', {
      en: 'This password would be guessed soon: it is the name itself, or one sign over and over. Choose several words.',
      ja: 'このパスワードは、名前そのものか同じ文字の繰り返しのため、すぐに推測されます。複数の単語を組み合わせてください。',
    });
  const row = { hash: await hashed(password, randomBytes(16), cost), changed_at: nowOf(clock) };
  await webTables(store)
    .insertInto('passwords')
    .values({ person, ...row })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(row))
    .execute();
}

/** True when this is the password of the person. A person without one takes as long to refuse. */
export async function isPasswordOf(person: string, password: string, { store }: WebContext): Promise<boolean> {
  const row = await webTables(store)
    .selectFrom('passwords')
    .select('hash')
    .where('person', '=', person)
    .executeTakeFirst();
  const [, power = '', salt = ''] = (row?.hash ?? nobodys).split('$');
  const given = Buffer.from(await hashed(password, Buffer.from(salt, 'base64url'), Number(power)));
  const kept = Buffer.from(row?.hash ?? nobodys);
  return given.length === kept.length && timingSafeEqual(given, kept) && row !== undefined;
}

/** When the password was set, in milliseconds since 1970; nothing without one. */
export async function passwordSince(person: string, { store }: WebContext): Promise<number | undefined> {
  const row = await webTables(store)
    .selectFrom('passwords')
    .select('changed_at')
    .where('person', '=', person)
    .executeTakeFirst();
  return row && Number(row.changed_at);
}

/** From then on the person signs in another way; whoever had none still has none. */
export async function removePassword(person: string, { store }: WebContext): Promise<void> {
  await webTables(store).deleteFrom('passwords').where('person', '=', person).execute();
}

function isGuessed(person: string, password: string): boolean {
  const plain = password.toLowerCase();
  return new Set(plain).size < 4 || plain.replaceAll(person.toLowerCase(), '').length < 6;
}

/** Power of two of scrypt's cost N, with r = 8 and p = 1: 32 MB and some 80 ms a try (OWASP, Password Storage). */
const cost = 15;

/** At most so many are computed at once, so that strangers cannot take all memory. */
const mostAtOnce = 4;
let computing = 0;

/** `scrypt$15$salt$hash`: the cost stands in it, so that it can be raised later. */
async function hashed(password: string, salt: Buffer, power: number): Promise<string> {
  if (computing >= mostAtOnce)
    throw new Fault('TooMany', {
      en: 'Too many people are signing in at this moment. Try again in a few seconds.',
      ja: 'サインインが集中しています。数秒待ってから、もう一度お試しください。',
    });
  computing += 1;
  try {
    const key = await derive(password.normalize('NFKC'), salt, power);
    return ['scrypt', power, salt.toString('base64url'), key.toString('base64url')].join('$');
  } finally {
    computing -= 1;
  }
}

const derive = (password: string, salt: Buffer, power: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { N: 2 ** power, r: 8, p: 1, maxmem: 2 ** (power + 11) }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

const nobodys = `scrypt$${cost}$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(32).toString('base64url')}`;
