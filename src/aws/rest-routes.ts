import type { OperationShape, ServiceShape } from './schemas.ts';
import { pairsOf, percentDecoded } from './wire.ts';

/** An operation that a path leads to, and what stands in the places of its labels, decoded. */
export interface Route {
  readonly operation: OperationShape;
  readonly labels: Readonly<Record<string, string>>;
}

/** The places of a path: those with a fixed name before a label, and a label before one that takes the whole rest. */
interface Place {
  readonly fixed: Map<string, Place>;
  label: Place | undefined;
  /** Operations that end here, and those whose last label is greedy; those that demand most of the query come first. */
  readonly ends: Ending[];
  readonly greedy: Ending[];
}

interface Ending {
  readonly operation: OperationShape;
  readonly labels: readonly string[];
  /** What the path demands of the query: `?x-id=GetObject`, `?acl`. */
  readonly demands: readonly (readonly [string, string])[];
}

const emptyPlace = (): Place => ({ fixed: new Map(), label: undefined, ends: [], greedy: [] });

/** Every path of a service. The most specific one wins: at each place a fixed name, then a label, then a greedy label. */
export class RestRoutes {
  readonly #methods = new Map<string, Place>();

  constructor({ operations }: ServiceShape) {
    for (const operation of operations.values()) this.#add(operation);
  }

  find(method: string, path: string, query: string): Route | undefined {
    const root = this.#methods.get(method);
    return root && walk(root, { segments: path.split('/').slice(1), query }, []);
  }

  #add(operation: OperationShape): void {
    if (operation.http === undefined) return;
    const { method, path } = operation.http;
    const [way = '', query = ''] = path.split('?');
    const segments = way.split('/').slice(1);
    const greedy = segments.at(-1)?.endsWith('+}') === true;
    const root = this.#methods.get(method) ?? emptyPlace();
    this.#methods.set(method, root);
    const place = (greedy ? segments.slice(0, -1) : segments).reduce(next, root);
    const ends = greedy ? place.greedy : place.ends;
    const labels = segments.flatMap((segment) => label.exec(segment)?.[1] ?? []);
    ends.push({ operation, labels, demands: pairsOf(query, percentDecoded) });
    ends.sort((one, other) => other.demands.length - one.demands.length);
  }
}

const label = /^\{(\w+)\+?\}$/;

function next(place: Place, segment: string): Place {
  if (label.test(segment)) return (place.label ??= emptyPlace());
  const known = place.fixed.get(segment) ?? emptyPlace();
  place.fixed.set(segment, known);
  return known;
}

interface Sought {
  readonly segments: readonly string[];
  readonly query: string;
}

function walk(place: Place, sought: Sought, taken: readonly string[]): Route | undefined {
  const [segment, ...rest] = sought.segments;
  if (segment === undefined) return ending(place.ends, sought, taken);
  const fixed = place.fixed.get(segment);
  const further = { segments: rest, query: sought.query };
  return (
    (fixed && walk(fixed, further, taken)) ??
    (place.label && segment !== '' ? walk(place.label, further, [...taken, segment]) : undefined) ??
    (segment === '' && rest.length === 0
      ? undefined
      : ending(place.greedy, sought, [...taken, sought.segments.join('/')]))
  );
}

function ending(ends: readonly Ending[], { query }: Sought, taken: readonly string[]): Route | undefined {
  const given = ends.some(({ demands }) => demands.length > 0) ? pairsOf(query, percentDecoded) : [];
  const found = ends.find(({ demands }) =>
    demands.every(([name, value]) => given.some(([n, v]) => n === name && (value === '' || v === value))),
  );
  if (found === undefined) return undefined;
  const labels = found.labels.map((label, index) => [label, percentDecoded(taken[index] ?? '')] as const);
  return { operation: found.operation, labels: Object.fromEntries(labels) };
}
