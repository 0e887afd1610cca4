import { kindOf, type Kind, type Shape } from './schemas.ts';

/** For every kind of shape, how to make something that works on its values; `of` makes it for what is inside. */
export type Rules<Made> = Readonly<Record<Kind, (shape: Shape, of: (shape: Shape) => Made) => Made>>;

/**
 * Turns shapes into functions over their values, once for each structure: readers, writers and checks are six such
 * tables. A structure is turned when its first value comes, so recursive shapes end and large ones cost nothing unused.
 */
export function fold<Given extends readonly unknown[], Answer>(
  rules: Rules<(...given: Given) => Answer>,
): (shape: Shape) => (...given: Given) => Answer {
  const made = new WeakMap<object, (...given: Given) => Answer>();
  const of = (shape: Shape): ((...given: Given) => Answer) => {
    const schema = shape.getSchema();
    if (typeof schema !== 'object' || !shape.isStructSchema()) return rules[kindOf(shape)](shape, of);
    const known = made.get(schema);
    if (known !== undefined) return known;
    let work: ((...given: Given) => Answer) | undefined;
    const late = (...given: Given): Answer => (work ??= rules[kindOf(shape)](shape, of))(...given);
    made.set(schema, late);
    return late;
  };
  return of;
}
