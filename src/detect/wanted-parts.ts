/** What of a value somebody reads: the whole, or what lies under some of its keys. */
export type Wanted = 'whole' | Parts;
export type Parts = ReadonlyMap<string, Wanted>;

/**
 * What of an event must be kept for fields to be found in it as before: `a.b` lies under `a` and there under `b`, or
 * under `a.b` where a key holds dots itself.
 */
export const wantedOf = (fields: readonly string[]): Parts => below(fields.map((field) => field.split('.')));

/** The wanted parts of a value; of a list, those of its elements. What has no parts stays as it is. */
function partsOf(value: unknown, wanted: Wanted): unknown {
  if (wanted === 'whole' || typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map((element: unknown) => partsOf(element, wanted)) : partsUnder(value, wanted);
}

/** Those of an object, or of an event. */
export function partsUnder(value: object, wanted: Parts): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  for (const [key, under] of wanted)
    if (Object.hasOwn(value, key)) kept.push([key, partsOf(Reflect.get(value, key), under)]);
  return Object.fromEntries(kept);
}

function below(paths: readonly (readonly string[])[]): Parts {
  const rests = new Map<string, string[][]>();
  for (const path of paths)
    for (let parts = 1; parts <= path.length; parts++) {
      const key = path.slice(0, parts).join('.');
      rests.set(key, [...(rests.get(key) ?? []), path.slice(parts)]);
    }
  return new Map([...rests].map(([key, some]) => [key, isWhole(some) ? 'whole' : below(some)]));
}

/** True when a path ends here. */
const isWhole = (rests: readonly (readonly string[])[]): boolean => rests.some(({ length }) => length === 0);
