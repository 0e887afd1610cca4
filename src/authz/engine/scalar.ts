import { cedarInJapanese } from './cedar-words.ts';
import { EvaluationError } from './evaluation-error.ts';
import { callExtension, constructors } from './extension-functions.ts';
import { Misread } from './misread.ts';
import type { CedarType } from './schema.ts';
import type { Value } from './values.ts';
import { wellFormed } from './well-formed.ts';
import { fits, long } from './whole.ts';

/** A truth value, a text or a number; a text where an extension type is expected is read by its constructor. Throws a Misread. */
export function scalar(json: unknown, type: CedarType | undefined): Value {
  if (typeof json === 'boolean') return json;
  if (typeof json === 'string') {
    const constructor = type?.kind === 'extension' ? constructors[type.name] : undefined;
    return constructor === undefined ? wellFormed(json) : called(constructor, [json]);
  }
  return whole(json);
}

function whole(json: unknown): Value {
  if (typeof json === 'bigint' && fits(json)) return long(json);
  if (typeof json === 'number' && Number.isSafeInteger(json)) return json === 0 ? 0 : json;
  if (typeof json === 'number' && Number.isInteger(json))
    throw new Misread({
      en: `the number ${json} is not exact beyond 2^53; give it as a bigint`,
      ja: `数値 ${json} は 2^53 を超え、正確ではありません。bigint で渡してください`,
    });
  throw new Misread({
    en: `${inWords(json)} is no value in Cedar: numbers are whole and have 64 bits`,
    ja: 'Cedar の値ではありません。数値は 64 ビットの整数です',
  });
}

/** What an extension function makes of values. Throws a Misread. */
export function called(name: string, values: readonly Value[]): Value {
  try {
    return callExtension(name, values);
  } catch (error) {
    if (error instanceof EvaluationError) throw new Misread({ en: error.message, ja: cedarInJapanese(error.message) });
    throw error;
  }
}

/** What JSON it is, for a sentence. */
export const inWords = (json: unknown): string =>
  json === null ? 'null' : Array.isArray(json) ? 'a list' : `a ${typeof json}`;
