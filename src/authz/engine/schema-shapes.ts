type Parts = Readonly<Record<string, unknown>>;

/**
 * A schema in JSON whose entity types name no common type as their shape, but say it themselves: Cedar's library takes
 * both, and writes only the latter as text. Common types of another namespace stay named.
 */
export const withShapes = (schema: unknown): unknown =>
  mapped(schema, (content) => changed(content, 'entityTypes', (types) => shaped(types, [content, partOf(schema, '')])));

const shaped = (types: unknown, contents: readonly unknown[]): unknown =>
  mapped(types, (type) => changed(type, 'shape', (shape) => meant(shape, contents)));

/** What a shape comes to, from name to name; one that goes in a circle stays, and Cedar says so. */
function meant(shape: unknown, contents: readonly unknown[]): unknown {
  const seen = new Set<unknown>();
  let found = shape;
  for (let next = found; next !== undefined; next = named(found, contents)) {
    if (seen.has(next)) return shape;
    seen.add(next);
    found = next;
  }
  return found;
}

function named(shape: unknown, contents: readonly unknown[]): unknown {
  const type = partOf(shape, 'type');
  const name = type === 'EntityOrCommon' ? partOf(shape, 'name') : type;
  if (typeof name !== 'string') return undefined;
  return contents.map((content) => partOf(partOf(content, 'commonTypes'), name)).find((one) => one !== undefined);
}

const isParts = (json: unknown): json is Parts => typeof json === 'object' && json !== null && !Array.isArray(json);

const partOf = (json: unknown, name: string): unknown =>
  isParts(json) && Object.hasOwn(json, name) ? json[name] : undefined;

const mapped = (json: unknown, change: (part: unknown) => unknown): unknown =>
  isParts(json) ? Object.fromEntries(Object.entries(json).map(([name, part]) => [name, change(part)])) : json;

function changed(json: unknown, name: string, change: (part: unknown) => unknown): unknown {
  const part = partOf(json, name);
  return part === undefined || !isParts(json) ? json : { ...json, [name]: change(part) };
}
