import type { Fields } from './cells.ts';
import { compile, type Predicate } from './compile.ts';
import { readDetection } from './read-rule.ts';

const compiled = new WeakMap<object, Predicate>();

/**
 * Whether the fields of an event fit a selection of Sigma: fields with modifiers and what they must hold, or a list of
 * such, of which one must fit. A selection is read when it is first asked. Throws what a rule would that is written so.
 */
export function fits(selection: object, fields: Fields): boolean {
  const predicate = compiled.get(selection) ?? compile(readDetection({ selection, condition: 'selection' }, {}, []));
  compiled.set(selection, predicate);
  return predicate(fields);
}
