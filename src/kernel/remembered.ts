/** Longer texts hardly come again, and are many bytes to remember. */
const characters = 256;

/**
 * The same answer, found once for texts that come again: addresses, names and agents repeat from event to event, and
 * expressions and ranges cost some microseconds each time. INVARIANT: no more than `most` answers are remembered.
 */
export function remembered<Answer extends string | boolean | object>(
  find: (text: string) => Answer,
  most = 1024,
): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    if (text.length > characters) return find(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = find(text);
    if (known.size >= most) known.clear();
    known.set(text, answer);
    return answer;
  };
}
