import { Fault, type Text } from '#kernel';
import { parsePolicy, parseTemplate } from './parse-policy.ts';
import type { Statement, Template } from './policy.ts';
import { isTemplate, statementsOf } from './statements.ts';

/** A policy or a template of a text, parsed. */
export type WrittenPolicy = {
  readonly id: string;
  /** As it was written, with the comments before it. */
  readonly text: string;
  /** Where it begins in the whole text, from 1. */
  readonly line: number;
} & (
  | { readonly kind: 'policy'; readonly statement: Statement }
  | { readonly kind: 'template'; readonly statement: Template }
);

/**
 * Reads a text of many policies and templates. Each is named by its `@id`, or by its place in the text, from 0.
 * Throws `BadInput` that names the line where the policy begins, with Cedar's own reason.
 */
export function readPolicyText(text: string, nameOf = (place: number) => `policy${place}`): WrittenPolicy[] {
  const written = statementsOf(text).map((one, place): WrittenPolicy => {
    const parsed = named(
      { en: `The policy that begins in line ${one.line}`, ja: `${one.line} 行目から始まるポリシー` },
      () => parsedOf(one.text),
    );
    return { ...one, ...parsed, id: parsed.statement.annotations['id'] ?? nameOf(place) };
  });
  refuseTwins(written.map(({ id }) => id));
  return written;
}

/** Policies of one kind, each under an id that was given. Throws `BadInput` that names the id, with Cedar's own reason. */
export const readPolicies = (texts: Readonly<Record<string, string>>, kind: WrittenPolicy['kind']): WrittenPolicy[] =>
  Object.entries(texts).map(([id, text]) => ({
    id,
    text,
    line: 1,
    ...named({ en: `The ${kind} ${id}`, ja: `${kind === 'policy' ? 'ポリシー' : 'テンプレート'} ${id}` }, () =>
      parsedAs(kind, text),
    ),
  }));

type Parsed =
  | { readonly kind: 'policy'; readonly statement: Statement }
  | { readonly kind: 'template'; readonly statement: Template };

const parsedOf = (text: string): Parsed => parsedAs(isTemplate(text) ? 'template' : 'policy', text);

const parsedAs = (kind: WrittenPolicy['kind'], text: string): Parsed =>
  kind === 'template' ? { kind, statement: parseTemplate(text) } : { kind, statement: parsePolicy(text) };

/** Whatever goes wrong is said of `what`. */
export function named<Result>(what: string | Text, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { en, ja } = error.text;
    const name = typeof what === 'string' ? { en: what, ja: what } : what;
    throw new Fault(error.code, { en: `${name.en}: ${en}`, ja: `${name.ja}: ${ja}` }, { cause: error });
  }
}

/** Throws `BadInput` when two ids are the same. */
export function refuseTwins(ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id))
      throw new Fault('BadInput', {
        en: `Two policies or templates are called ${id}. Give one another id.`,
        ja: `${id} という ID のポリシーまたはテンプレートが 2 つあります。一方の ID を変えてください。`,
      });
    seen.add(id);
  }
}
