// The only file that reads the schemas which the SDK's client packages carry. INVARIANT: nothing else touches them raw.
import { NormalizedSchema } from '@smithy/core/schema';
import { z } from 'zod';

export type Shape = NormalizedSchema;

/** What a shape is: the first test that it passes. */
const kinds = [
  { kind: 'union', is: (shape: Shape) => shape.isUnionSchema() },
  { kind: 'structure', is: (shape: Shape) => shape.isStructSchema() },
  { kind: 'list', is: (shape: Shape) => shape.isListSchema() },
  { kind: 'map', is: (shape: Shape) => shape.isMapSchema() },
  { kind: 'string', is: (shape: Shape) => shape.isStringSchema() },
  { kind: 'number', is: (shape: Shape) => shape.isNumericSchema() },
  { kind: 'boolean', is: (shape: Shape) => shape.isBooleanSchema() },
  { kind: 'timestamp', is: (shape: Shape) => shape.isTimestampSchema() },
  { kind: 'blob', is: (shape: Shape) => shape.isBlobSchema() },
  { kind: 'document', is: (shape: Shape) => shape.isDocumentSchema() },
  { kind: 'bigInteger', is: (shape: Shape) => shape.isBigIntegerSchema() },
  { kind: 'bigDecimal', is: (shape: Shape) => shape.isBigDecimalSchema() },
  { kind: 'unit', is: (shape: Shape) => shape.isUnitSchema() },
] as const;
export type Kind = (typeof kinds)[number]['kind'];

/** The kind of a shape. Throws when the SDK has invented another. */
export function kindOf(shape: Shape): Kind {
  const known = kindsOf.get(shape);
  if (known !== undefined) return known;
  const found = kinds.find(({ is }) => is(shape));
  if (found === undefined) throw new TypeError(`The SDK describes ${shape.getName()} in a way that is not known here.`);
  kindsOf.set(shape, found.kind);
  return found.kind;
}
const kindsOf = new WeakMap<Shape, Kind>();

/** An operation as the client package describes it. */
export interface OperationShape {
  readonly name: string;
  readonly input: Shape;
  readonly output: Shape;
  /** Method, path with `{Label}` and `{Label+}`, and status; absent where the protocol has no paths. */
  readonly http?: { readonly method: string; readonly path: string; readonly status: number } | undefined;
}

/** An error that the service has told its clients of. */
export interface ErrorShape {
  readonly type: string;
  readonly status: number;
  /** The code of query protocols, where it differs from the type. */
  readonly queryCode: string;
  readonly shape: Shape;
}

/** A service as its client package describes it. */
export interface ServiceShape {
  /** As signatures name it: `guardduty`. */
  readonly name: string;
  /** `aws.protocols#restJson1` and so on. */
  readonly protocol: string;
  /** `com.amazonaws.guardduty` */
  readonly namespace: string;
  /** What stands before the operation in X-Amz-Target: `CloudTrail_20131101`. */
  readonly target: string;
  /** `2011-06-15`, as query protocols send it. */
  readonly version: string;
  readonly xmlNamespace: string;
  readonly operations: ReadonlyMap<string, OperationShape>;
  readonly errors: ReadonlyMap<string, ErrorShape>;
}

/**
 * Reads what a client package exports. An operation is an array `[9, namespace, name, traits, input, output]`, an
 * error `[-3, namespace, name, traits, members, shapes]`; protocol and target are what its client would use.
 */
export function readSchemas(name: string, exported: Readonly<Record<string, unknown>>): ServiceShape {
  const { protocol, protocolSettings: settings } = clientOf(name, exported).config;
  const schemas = Object.values(exported);
  return {
    name,
    protocol: protocol.getShapeId(),
    namespace: settings.defaultNamespace,
    target: settings.serviceTarget,
    version: settings.version,
    xmlNamespace: settings.xmlNamespace,
    operations: byName(
      schemas.flatMap((schema) => operationOf(schema) ?? []),
      ({ name }) => name,
    ),
    errors: byName(
      schemas.flatMap((schema) => errorOf(schema) ?? []),
      ({ type }) => type,
    ),
  };
}

const ClientSettings = z.object({
  config: z.object({
    protocol: z.custom<{ getShapeId(): string }>((value) => has(value, 'getShapeId')),
    protocolSettings: z.object({
      defaultNamespace: z.string(),
      serviceTarget: z.string(),
      version: z.string(),
      xmlNamespace: z.string().default(''),
    }),
  }),
});

/** A client knows its protocol once it is made; it is thrown away at once and connects to nothing. */
function clientOf(name: string, exported: Readonly<Record<string, unknown>>) {
  const [, Client] = Object.entries(exported).find(([key]) => /^(?!_)\w+Client$/.test(key)) ?? [];
  if (!isConstructor(Client)) throw new TypeError(`The client package of ${name} exports no client.`);
  const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
  return ClientSettings.parse(new Client({ region: 'us-east-1', credentials }));
}

const has = (value: unknown, method: string): boolean =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, method) === 'function';

const isConstructor = (value: unknown): value is new (config: object) => unknown => typeof value === 'function';

/** A reference to a shape, as the package `@smithy/core` takes it. */
type Reference = Parameters<typeof NormalizedSchema.of>[0];
const Reference = z.custom<Reference>((value) => ['function', 'object', 'number', 'string'].includes(typeof value));
const HttpBinding = z.tuple([z.string(), z.string(), z.number()]);
const OperationTraits = z.union([z.number(), z.looseObject({ http: HttpBinding.optional() })]);
const OperationSchema = z.tuple([z.literal(9), z.string(), z.string(), OperationTraits, Reference, Reference]);

function operationOf(schema: unknown): OperationShape | undefined {
  const parsed = OperationSchema.safeParse(schema);
  if (!parsed.success) return undefined;
  const [, , name, traits, input, output] = parsed.data;
  const http = typeof traits === 'number' ? undefined : traits.http;
  return {
    name,
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
    http: http && { method: http[0], path: http[1], status: http[2] },
  };
}

const ErrorTraits = z.looseObject({
  error: z.enum(['client', 'server']).default('client'),
  httpError: z.number().optional(),
  awsQueryError: z.tuple([z.string(), z.number()]).optional(),
});
const ErrorSchema = z
  .tuple([z.literal(-3), z.string(), z.string(), z.union([z.literal(0), ErrorTraits])])
  .rest(z.unknown());

function errorOf(schema: unknown): ErrorShape | undefined {
  const parsed = ErrorSchema.safeParse(schema);
  const reference = Reference.safeParse(schema);
  if (!parsed.success || !reference.success) return undefined;
  const [, , type, given] = parsed.data;
  const traits = given === 0 ? ErrorTraits.parse({}) : given;
  return {
    type,
    status: traits.httpError ?? traits.awsQueryError?.[1] ?? (traits.error === 'server' ? 500 : 400),
    queryCode: traits.awsQueryError?.[0] ?? type,
    shape: NormalizedSchema.of(reference.data),
  };
}

/** The members that a structure must have; its schema lists them first and says how many they are. */
export function requiredOf(structure: Shape): ReadonlySet<string> {
  const schema = structure.getSchema();
  if (typeof schema !== 'object') return none;
  const known = required.get(schema);
  if (known !== undefined) return known;
  const parsed = Structure.safeParse(schema);
  const found = parsed.success ? new Set(parsed.data.members.slice(0, parsed.data.count)) : none;
  required.set(schema, found);
  return found;
}

const none: ReadonlySet<string> = new Set();

const required = new WeakMap<object, ReadonlySet<string>>();
const Structure = z
  .tuple([z.literal([3, -3]), z.string(), z.string(), z.unknown(), z.array(z.string()), z.array(z.unknown())])
  .rest(z.unknown())
  .transform((schema) => ({ members: schema[4], count: z.number().default(0).parse(schema[6]) }));

const byName = <T>(items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [nameOf(item), item]));
