import type { KnowledgeProblem, ReadFile } from './read-file.ts';
import type { Shelf } from './shelf.ts';

/** One name that an entry uses, where it stands, and whether the shelf has it. */
interface Reference {
  readonly path: readonly PropertyKey[];
  readonly kind: 'tactic' | 'technique' | 'call';
  readonly name: string;
}

/** Where each kind is written down: the remedy of a name that is not there. */
const homes = {
  tactic: 'content/knowledge/tactics.yml',
  technique: 'content/knowledge/techniques.yml',
  call: 'content/knowledge/apis/<service>.yml',
} as const;

/** Every name that some entry uses and no entry explains. */
export function brokenReferences(files: readonly ReadFile[], shelf: Shelf): KnowledgeProblem[] {
  return files.flatMap((read) =>
    referencesOf(read)
      .filter((reference) => !isKnown(reference, shelf))
      .map(({ path, kind, name }) => ({
        file: read.file,
        line: read.lineOf(path),
        sentence: `The ${kind} ${name} is used here but explained nowhere.`,
        remedy: `Correct the name, or add it to ${homes[kind]}.`,
      })),
  );
}

function isKnown({ kind, name }: Reference, shelf: Shelf): boolean {
  if (kind === 'tactic') return shelf.tactic(name) !== undefined;
  if (kind === 'technique') return shelf.technique(name) !== undefined;
  const [service = '', action = ''] = name.split(':', 2);
  return shelf.note(service, action) !== undefined;
}

function referencesOf({ entries }: ReadFile): Reference[] {
  return [
    ...entries.techniques.flatMap(({ tactics }, at) => named(['techniques', at, 'tactics'], 'tactic', tactics)),
    ...Object.entries(entries.calls).flatMap(([action, note]) =>
      named(['calls', action, 'tactics'], 'tactic', note.tactics),
    ),
    ...Object.entries(entries.calls).flatMap(([action, note]) =>
      named(['calls', action, 'techniques'], 'technique', note.techniques),
    ),
    ...entries.follows.flatMap(({ after, steps }, at) => [
      ...named(['follows', at, 'after', 'tactics'], 'tactic', after.tactics),
      ...named(['follows', at, 'after', 'techniques'], 'technique', after.techniques),
      ...named(['follows', at, 'after', 'calls'], 'call', after.calls),
      ...steps.map(({ log }, step): Reference => ({
        path: ['follows', at, 'steps', step, 'log'],
        kind: 'call',
        name: log,
      })),
    ]),
  ];
}

function named(path: readonly PropertyKey[], kind: Reference['kind'], names: readonly string[]): Reference[] {
  return names.map((name, at) => ({ path: [...path, at], kind, name }));
}
