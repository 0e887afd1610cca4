import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type * as CedarModule from '@cedar-policy/cedar-wasm/nodejs';
import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';
import { Fault } from '#kernel';

export type Cedar = typeof CedarModule;

const require = createRequire(import.meta.url);
let loaded: Cedar | undefined;

/**
 * Where Cedar's library lies, for whoever loads it in this process. Text that is nested too deeply overruns its memory.
 * V8 learns of that by a signal, SIGSEGV, if it is not told before to look at the bounds itself; and the engine of the
 * lake, in the same process, would take the signal for its own end and answer nothing more.
 */
export function cedarModule(): string {
  setFlagsFromString('--wasm-enforce-bounds-checks');
  return require.resolve('@cedar-policy/cedar-wasm/nodejs');
}

/**
 * Asks Cedar's own library, which is loaded when it is first needed.
 * Text that is nested too deeply overruns its stack, and after that it answers nothing any more; so it is loaded
 * anew, and whoever gave the text gets a `BadInput`.
 */
export function askCedar<Answer>(ask: (cedar: Cedar) => Answer): Answer {
  loaded ??= load();
  try {
    return ask(loaded);
  } catch (error) {
    loaded = undefined;
    delete require.cache[cedarModule()];
    throw new Fault(
      'BadInput',
      {
        en:
          "This is nested too deeply for Cedar's own library, which gave up. Take the expression apart: split a policy " +
          'into several, or a long condition into several clauses.',
        ja: '深く入れ子になりすぎていて、Cedar のライブラリーが処理できません。ポリシーや長い条件を、いくつかに分けてください。',
      },
      { cause: error },
    );
  }
}

const load = (): Cedar => require(cedarModule());

/** What Cedar says of a text that it refuses, in one sentence with the line and column. */
export function sentenceOfCedar(errors: readonly DetailedError[], text: string): string {
  const [error] = errors;
  if (error === undefined) return 'Cedar refuses it without a reason';
  const [place] = error.sourceLocations ?? [];
  const where = place === undefined ? '' : `${positionOf(text, place.start)}: `;
  const label = place?.label == null ? '' : ` (${place.label})`;
  const help = error.help === null ? '' : `; ${error.help}`;
  return `${where}${error.message}${label}${help}`;
}

/** Line and column of an offset that counts bytes of UTF-8, as Cedar's do. */
export function positionOf(text: string, offset: number): string {
  const before = Buffer.from(text).subarray(0, offset).toString().split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
