import { createRequire } from 'node:module';
import type * as CedarModule from '@cedar-policy/cedar-wasm/nodejs';
import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';
import type { Text } from '#kernel';
import { askCedarThread, cedarModule } from './cedar-thread.ts';
import { isDeep } from './nesting.ts';
import { cedarInJapanese } from './cedar-words.ts';

type Cedar = typeof CedarModule;

/** Whatever the library can be asked that takes one argument. */
export type CedarFunction = {
  [Name in keyof Cedar]: Cedar[Name] extends (argument: never) => unknown ? Name : never;
}[keyof Cedar];
export type Argument<Name extends CedarFunction> = Parameters<Cedar[Name]>[0];
export type Answer<Name extends CedarFunction> = ReturnType<Cedar[Name]>;

const require = createRequire(import.meta.url);
let loaded: Cedar | undefined;

/**
 * Asks a function of Cedar's own library, which is loaded when it is first needed. What is too deep for the stack of
 * this thread is asked of a thread with a larger one; what is too deep for the library itself is a `BadInput`.
 */
export function askCedar<Name extends CedarFunction>(name: Name, argument: Argument<Name>): Answer<Name>;
export function askCedar(name: CedarFunction, argument: unknown): unknown {
  if (isDeep(argument)) return askCedarThread(name, argument);
  loaded ??= load();
  try {
    const answer: unknown = Reflect.apply(loaded[name], undefined, [argument]);
    return answer;
  } catch {
    loaded = undefined; // after an error it answers nothing more
    delete require.cache[cedarModule()];
    return askCedarThread(name, argument);
  }
}

/** The library in this thread. */
export function load(): Cedar {
  // oxlint-disable-next-line typescript/no-unsafe-return -- the types of the library are its own
  return require(cedarModule());
}

/** What Cedar says of a text that it refuses, in one sentence with the line and column. */
export function sentenceOfCedar(errors: readonly DetailedError[], text: string): Text {
  const [error] = errors;
  if (error === undefined) return { en: 'Cedar refuses it without a reason', ja: 'Cedar は理由を示さずに拒否しました' };
  const message = withoutStop(error.message);
  const [place] = error.sourceLocations ?? [];
  const where = place === undefined ? { en: '', ja: '' } : positionOf(text, place.start);
  const label = place?.label ?? '';
  const help = withoutStop(error.help ?? '');
  return {
    en: `${where.en}${message}${label === '' ? '' : ` (${label})`}${help === '' ? '' : `; ${help}`}`,
    ja: `${where.ja}${[message, label, help]
      .filter((part) => part !== '')
      .map(cedarInJapanese)
      .join('。')}`,
  };
}

/** Whoever tells the sentence ends it. */
const withoutStop = (said: string): string => said.replace(/\.$/, '');

/** Line and column, to begin a sentence with, of an offset that counts bytes of UTF-8, as Cedar's do. */
function positionOf(text: string, offset: number): Text {
  const before = Buffer.from(text).subarray(0, offset).toString().split('\n');
  const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
  return { en: `line ${line}, column ${column}: `, ja: `${line} 行 ${column} 列: ` };
}
