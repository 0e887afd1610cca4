import { Random } from './random.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** An id in the form of AROA..., AIDA...: the same for the same name in every simulation. */
export const uniqueId = (prefix: 'AROA' | 'AIDA', name: string): string =>
  prefix + new Random(`unique id/${name}`).letters(base32, 17);

/** An id in the form of vpc-0a1b2c3d4e5f60718: the same for the same name in every simulation. */
export const resourceId = (prefix: string, name: string): string =>
  `${prefix}-0${new Random(`${prefix}/${name}`).hex(16)}`;

/** A UUID that depends on the name alone. */
export const stableUuid = (name: string): string => new Random(`uuid/${name}`).uuid();

/**
 * An access key id. As in real ones, the 40 bits after the first carry the account,
 * so tools that decode the account from a key find the right one.
 */
export function accessKeyId(prefix: 'AKIA' | 'ASIA', account: string, random: Random): string {
  const lowBit = Number(account) % 2;
  return prefix + accountLetters(account) + base32.charAt(lowBit * 16 + random.below(16)) + random.letters(base32, 7);
}

/** The first eight letters of the keys of an account: a set bit, then all bits of the account but the lowest. */
function accountLetters(account: string): string {
  let bits = 2 ** 39 + Math.floor(Number(account) / 2);
  let letters = '';
  for (let index = 0; index < 8; index++) {
    letters = base32.charAt(bits % 32) + letters;
    bits = Math.floor(bits / 32);
  }
  return letters;
}

// Session tokens and request ids are long and mean nothing: cut from one noise instead of drawn letter by letter.
const noise = new Random('noise').letters(base64, 8192);

export const sessionToken = (random: Random): string => `IQoJb3JpZ2luX2VjE${piece(random, 420)}==`;
export const s3HostId = (random: Random): string => `${piece(random, 75)}=`;
export const s3RequestId = (random: Random): string => random.letters('ABCDEFGHJKMNPQRSTVWXYZ0123456789', 16);

function piece(random: Random, length: number): string {
  const from = random.below(noise.length - length);
  return noise.slice(from, from + length);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const days = new Map<number, string>();
const twoDigits = Array.from({ length: 60 }, (_, figure) => String(figure).padStart(2, '0'));

/** 2026-11-23T01:02:03Z, as CloudTrail writes times. Only the date goes through `Date`: every event has a time. */
export function isoSeconds(time: number): string {
  const second = Math.floor(time / 1000);
  const day = Math.floor(second / 86_400);
  let date = days.get(day);
  if (date === undefined) {
    date = new Date(day * 86_400_000).toISOString().slice(0, 11);
    days.set(day, date);
  }
  const rest = second - day * 86_400;
  const [hours, minutes] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60];
  return `${date}${twoDigits[hours]}:${twoDigits[minutes]}:${twoDigits[rest % 60]}Z`;
}

/** Nov 23, 2026, 1:02:03 AM, as AWS writes the times inside its replies. */
export function replyTime(time: number): string {
  const date = new Date(time);
  const hours = date.getUTCHours();
  const clock = `${hours % 12 || 12}:${date.toISOString().slice(14, 19)} ${hours < 12 ? 'AM' : 'PM'}`;
  return `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}, ${clock}`;
}
