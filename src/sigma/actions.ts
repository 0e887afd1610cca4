import { Mapping, ownId } from './attributes.ts';
import type { RuleDocument } from './documents.ts';

/**
 * What older rules have in common stands once: the documents of a file after `action: global` are laid over it, until
 * `action: reset`, and `action: repeat` is laid over the document before it. Maps are joined, all else is replaced.
 * Source: Sigma 1, "Rule Collections"; newer rules repeat themselves instead.
 */
export function withActions(documents: readonly RuleDocument[]): RuleDocument[] {
  let common: RuleDocument | undefined;
  let former: RuleDocument | undefined;
  const laid = documents.flatMap((document) => {
    const action = mapOf(document.content)?.['action'];
    if (action === 'reset') common = undefined;
    else if (action === 'global') common = laidOver(common, document);
    else return [(former = laidOver(action === 'repeat' ? former : common, document))];
    return [];
  });
  return laid.map((document) => (documents.includes(document) ? document : apart(document, laid)));
}

const mapOf = (content: unknown): Mapping | undefined => Mapping.safeParse(content).data;

/** `document` over `below`; the line of what only `below` says is its line there. */
function laidOver(below: RuleDocument | undefined, document: RuleDocument): RuleDocument {
  const own = mapOf(document.content);
  if (own === undefined || (below === undefined && own['action'] === undefined)) return document;
  const { action, ...content } = own;
  return {
    file: document.file,
    line: document.line,
    content: joined(below?.content, actions.has(action) ? content : own),
    lineAt: (path) => (below && stepsInto(below.content, path) > stepsInto(own, path) ? below : document).lineAt(path),
  };
}

const actions: ReadonlySet<unknown> = new Set(['global', 'reset', 'repeat']);

function joined(below: unknown, above: unknown): unknown {
  const [lower, upper] = [mapOf(below), mapOf(above)];
  if (lower === undefined || upper === undefined) return above;
  const common = Object.keys(upper).filter((name) => name in lower);
  return { ...lower, ...upper, ...Object.fromEntries(common.map((name) => [name, joined(lower[name], upper[name])])) };
}

/** How many steps of the path there are in the content. */
function stepsInto(content: unknown, path: readonly (string | number)[]): number {
  const [step, ...rest] = path;
  if (step === undefined || typeof content !== 'object' || content === null || !(step in content)) return 0;
  return 1 + stepsInto(Reflect.get(content, step), rest);
}

/** Several rules that have an id in common are still several: the first keeps it. */
function apart(document: RuleDocument, all: readonly RuleDocument[]): RuleDocument {
  const content = mapOf(document.content);
  const first = all.find((other) => mapOf(other.content)?.['id'] === content?.['id']);
  if (content?.['id'] === undefined || first === document) return document;
  return { ...document, content: { ...content, id: ownId(content) } };
}
