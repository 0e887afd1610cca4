import type { PolicyItem } from '../../policy-operations.ts';
import { linkOf, written } from './links.ts';

/** What an item is called in lists: its name, what it fills in, or its `@id`; else the id that the store gave it. */
export function nameOf(item: PolicyItem): string {
  if (item.name !== undefined) return item.name;
  const link = linkOf(item);
  const filled = [link?.principal, link?.resource].flatMap((entity) => (entity === undefined ? [] : [written(entity)]));
  return filled.join(', ') || annotatedId(item.text) || item.id;
}

/** True when every word stands somewhere in the name, the id or the text. */
export function holdsWords(item: PolicyItem, wanted: string): boolean {
  const text = `${nameOf(item)} ${item.id} ${item.text}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** What a new statement calls itself, to be its id in the store: where it can be one, and no other has it. */
export function freshId(statement: string, items: readonly PolicyItem[]): string | undefined {
  const id = annotatedId(statement);
  return id !== undefined && /^[\w-]{1,200}$/.test(id) && items.every((item) => item.id !== id) ? id : undefined;
}

/** The `@id` before a statement; one in a comment counts as little as one that is a text further down. */
function annotatedId(statement: string): string | undefined {
  const [head = ''] = statement.replaceAll(/^\s*\/\/.*$/gm, '').split(/\b(?:permit|forbid)\s*\(/);
  return /@id\("((?:[^"\\]|\\.)+)"\)/.exec(head)?.[1];
}
