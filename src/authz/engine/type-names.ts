import { isTypeName } from './names.ts';

/** So many names are remembered; a program knows a few dozen types. */
const most = 1_000;
const byLength: string[][] = [];
let count = 0;

/**
 * The one text of the name of a type that stands in a text from one place to another: names that were seen before are
 * neither cut out nor judged anew, and are found fast as keys. Undefined where it is no name of a type.
 */
export function typeNameIn(text: string, start: number, end: number): string | undefined {
  const known = byLength[end - start];
  if (known !== undefined) for (const name of known) if (text.startsWith(name, start)) return name;
  const name = text.slice(start, end);
  if (!isTypeName(name)) return undefined;
  if (count < most) {
    count += 1;
    (byLength[name.length] ??= []).push(name);
  }
  return name;
}
