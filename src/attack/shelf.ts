import { callName } from './call-name.ts';
import type { Follow, KnowledgeFile, Tactic, Technique } from './entries.ts';
import type { ApiNote } from './knowledge.ts';

/** All entries of all files, found by their names. The first entry of a name wins. */
export class Shelf {
  readonly tactics: readonly Tactic[];
  readonly techniques: readonly Technique[];
  readonly follows: readonly Follow[];
  readonly #tactics = new Map<string, Tactic>();
  readonly #techniques = new Map<string, Technique>();
  readonly #notes = new Map<string, ApiNote>();

  constructor(files: readonly KnowledgeFile[]) {
    this.tactics = files.flatMap(({ tactics }) => tactics).toSorted((a, b) => a.order - b.order);
    this.techniques = files.flatMap(({ techniques }) => techniques);
    this.follows = files.flatMap(({ follows }) => follows);
    for (const tactic of this.tactics.toReversed()) {
      this.#tactics.set(tactic.slug, tactic).set(tactic.id.toLowerCase(), tactic);
    }
    for (const technique of this.techniques.toReversed()) this.#techniques.set(technique.id, technique);
    for (const file of files.toReversed()) this.#placeNotes(file);
  }

  tactic(id: string): Tactic | undefined {
    return this.#tactics.get(id.toLowerCase().replaceAll('_', '-'));
  }

  technique(id: string): Technique | undefined {
    return this.#techniques.get(id.toUpperCase());
  }

  note(service: string, action: string): ApiNote | undefined {
    return this.#notes.get(callName(service, action).toLowerCase());
  }

  #placeNotes({ service, calls }: KnowledgeFile): void {
    if (service === undefined) return;
    for (const [action, { alike, tactics, techniques, abuse, harmless }] of Object.entries(calls)) {
      const told = {
        abuse,
        harmless,
        tactics: tactics.flatMap((slug) => this.tactic(slug) ?? []),
        techniques: techniques.flatMap((id) => this.technique(id) ?? []),
      };
      for (const name of [action, ...alike]) {
        const call = callName(service, name);
        this.#notes.set(call.toLowerCase(), { call, ...told });
      }
    }
  }
}
