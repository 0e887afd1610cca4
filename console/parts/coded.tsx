import { visible } from '../visible.ts';

/** A sentence from the server in which words of a language stand between backticks, as terminals show them; it begins as sentences do. */
export function Coded({ children }: { children: string }) {
  const sentence = children.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  // What stood between backticks is at the odd places.
  return sentence
    .split(/`([^`]+)`/)
    .map((part, place) => (place % 2 === 0 ? visible(part) : <code key={place}>{visible(part)}</code>));
}
