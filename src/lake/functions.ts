import { quoted, type Engine } from './engine.ts';
import { refusals, refuse } from './refuse-query.ts';

/** Kinds of functions, in the engine's own words, that compute from their arguments and look at nothing else. */
const harmlessKinds = new Set([
  'Aggregate Functions',
  'Arithmetic',
  'Arrays',
  'Bit',
  'Bitmap',
  'Comparison',
  'Conditional',
  'Dates and Times',
  'Distance',
  'Encoding',
  'Encryption',
  'Financial',
  'Geo',
  'Geo Polygon',
  'Hash',
  'IP Address',
  'JSON',
  'Logical',
  'Map',
  'Mathematical',
  'Null',
  'Random Number',
  'Rounding',
  'String',
  'String Replacement',
  'String Search',
  'String Splitting',
  'Time Window',
  'Tuple',
  'Type Conversion',
  'URL',
  'UUID',
]);

/** Harmless ones among the functions of other kinds, in small letters; the rest of those tell of the machine, or read files. */
const harmless = new Set(
  `bar bytesize casewithexpression countdigits currentdatabase digits finalizeaggregation formatreadabledecimalsize formatreadablequantity
   formatreadablesize formatreadabletimedelta getsubcolumn identity ignore isconstant materialize neighbor
   parsereadablesize parsereadablesizeornull parsereadablesizeorzero parsetimedelta rownumberinallblocks rownumberinblock
   runningdifference throwif totypename transform varianttype variantelement version visiblewidth`.split(/\s+/),
);

/** Written like functions, but part of the language. */
const language = new Set(['lambda', 'exists', 'untuple', 'grouping']);

const combinators =
  /(?:If|Array|Map|Distinct|OrDefault|OrNull|Resample|ForEach|State|SimpleState|Merge|MergeState|ArgMin|ArgMax|Null)$/;

interface Known {
  readonly name: string;
  readonly kind: string;
  readonly origin: string;
  readonly aggregate: number;
}

/**
 * Refuses a function unless the engine says that it is of a kind that only computes. Throws `BadQuery`.
 * INVARIANT: what is not known is refused, so that a newer engine's functions are refused until somebody looks at them.
 */
export async function refuseFunctions(engine: Pick<Engine, 'read'>, names: readonly string[]): Promise<void> {
  const asked = names.filter((name) => !language.has(name.toLowerCase()));
  if (asked.length === 0) return;
  const known = await lookUp(engine, asked.flatMap(bases));
  for (const name of asked) {
    if (allowed(name, known)) continue;
    if (bases(name).some((base) => known.has(base.toLowerCase()))) refuse(refusals.unsafeFunction(name));
    refuse(refusals.unknownFunction(name, await nearest(engine, name)));
  }
}

/** The function whose name is a slip or two away. */
async function nearest(engine: Pick<Engine, 'read'>, name: string): Promise<string | undefined> {
  const distance = `levenshteinDistance(lower(name), ${quoted(name.toLowerCase().slice(0, 100))})`;
  const rows = await engine.read<{ name: string }>(`
    SELECT name FROM system.functions WHERE length(name) > 4 AND ${distance} <= 2 ORDER BY ${distance}, name LIMIT 1`);
  return rows[0]?.name;
}

/** The name, and what remains of it when combinators are taken from its end: countIfOrNull, countIf, count. */
function bases(name: string): string[] {
  const shorter = name.replace(combinators, '');
  return shorter === name || shorter === '' ? [name] : [name, ...bases(shorter)];
}

async function lookUp(engine: Pick<Engine, 'read'>, names: readonly string[]): Promise<Map<string, Known[]>> {
  const list = [...new Set(names.map((name) => name.toLowerCase()))].map(quoted).join(', ');
  const rows = await engine.read<Known>(`
    SELECT lower(f.name) AS name, if(f.alias_to = '', f.categories, t.categories) AS kind, f.origin AS origin, f.is_aggregate AS aggregate
    FROM system.functions AS f LEFT JOIN system.functions AS t ON f.alias_to = t.name
    WHERE lower(f.name) IN (${list})`);
  const known = new Map<string, Known[]>();
  for (const row of rows) known.set(row.name, [...(known.get(row.name) ?? []), row]);
  return known;
}

function allowed(name: string, known: ReadonlyMap<string, readonly Known[]>): boolean {
  const itself = known.get(name.toLowerCase());
  if (itself !== undefined) return itself.every(isHarmless);
  const [, ...shorter] = bases(name);
  const base = shorter.map((part) => known.get(part.toLowerCase())).find((found) => found !== undefined);
  return base?.every((found) => found.aggregate === 1 && isHarmless(found)) ?? false;
}

const isHarmless = ({ name, kind, origin }: Known): boolean =>
  origin === 'System' && (harmless.has(name) || kind.split(', ').every((one) => harmlessKinds.has(one)));
