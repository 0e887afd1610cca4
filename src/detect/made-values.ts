import { createHash } from 'node:crypto';

/** Which of the events of a line a value is for: its place from 0, and on which earlier day it is repeated (0: none). */
export interface Turn {
  readonly place: number;
  readonly day: number;
}

/**
 * The value that a pattern stands for in one turn. A list gives its items one after the other, `1..100` its numbers;
 * inside a text `{1..100}` is a number, `{n}` the place, `{hex:32}` that many random digits and `{word:12}` random
 * letters, the same in every run. `[[a]]` is the list `[a]`.
 */
export function valueIn(pattern: unknown, turn: Turn): unknown {
  if (typeof pattern === 'string') return textIn(pattern, turn);
  if (Array.isArray(pattern)) {
    const items: readonly unknown[] = pattern;
    const [first] = items;
    if (items.length === 1 && Array.isArray(first)) return first.map((item) => valueIn(item, turn));
    return valueIn(items[turn.place % items.length], turn);
  }
  if (typeof pattern !== 'object' || pattern === null) return pattern;
  return Object.fromEntries(Object.entries(pattern).map(([key, value]) => [key, valueIn(value, turn)]));
}

function textIn(pattern: string, turn: Turn): string | number {
  const range = /^(\d+)\.\.(\d+)$/.exec(pattern);
  if (range) return numberIn(range, turn);
  return pattern
    .replaceAll(/\{(\d+)\.\.(\d+)\}/g, (...range) => String(numberIn(range, turn)))
    .replaceAll('{n}', String(turn.place))
    .replaceAll(/\{hex:(\d+)\}/g, (all, length: string) => random(all, turn, 'hex', Number(length)))
    .replaceAll(/\{word:(\d+)\}/g, (all, length: string) => random(all, turn, 'word', Number(length)));
}

function numberIn([, from, to]: readonly unknown[], { place }: Turn): number {
  const [least, most] = [Number(from), Number(to)];
  return least + (place % (most - least + 1));
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

function random(seed: string, { place, day }: Turn, kind: 'hex' | 'word', length: number): string {
  const bytes = createHash('shake256', { outputLength: length }).update(`${seed} ${place} ${day}`).digest();
  return kind === 'hex'
    ? bytes.toString('hex').slice(0, length)
    : [...bytes].map((byte) => letters[byte % 26]).join('');
}
