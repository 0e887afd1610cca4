// How settings are written that are more than a number or a name, and what is said of one that is not.
import { z } from 'zod';
import type { Text } from './text.ts';

const ageForm: Text = {
  en: 'write an age such as "90 days", "13 months", "7 years" or "forever"',
  ja: '"90 days"、"13 months"、"7 years"、"forever" のように書いてください',
};
export const age = z.string().regex(/^(forever|\d+ (day|month|year)s?)$/, ageForm.en);

const lakeForm: Text = {
  en: 'write an address such as http://user:password@host:8123/database, and in the password %40 for @, %2F for /, %3F for ? and %23 for #',
  ja: 'http://user:password@host:8123/database のように書き、パスワードの @ は %40、/ は %2F、? は %3F、# は %23 としてください',
};
const storeForm: Text = {
  en: 'write an address such as postgres://user:password@host/database, and in the password %40 for @, %2F for /, %3F for ? and %23 for #',
  ja: 'postgres://user:password@host/database のように書き、パスワードの @ は %40、/ は %2F、? は %3F、# は %23 としてください',
};
/** A password that is not escaped would have a part of it taken for the host, which messages name: so no later `@`. */
const wholeAddress = /^\w+:\/\/[^/?#]*(?:\/[^@?#]*)?(?:\?\w+=.*)?$/;

export const lakeAddress = z
  .url({ protocol: /^https?$/, error: lakeForm.en, abort: true })
  .regex(wholeAddress, lakeForm.en);
export const storeAddress = z
  .string()
  .regex(/^postgres(?:ql)?:\/\//, { error: storeForm.en, abort: true })
  .regex(wholeAddress, storeForm.en);

const accountForm: Text = { en: 'an account is 12 digits', ja: 'アカウントは 12 桁の数字です' };

export const account = z.string().regex(/^\d{12}$/, accountForm.en);

/** What the settings say of their form, in both languages. */
export const forms: readonly Text[] = [ageForm, accountForm, lakeForm, storeForm];
