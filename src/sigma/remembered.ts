/** Answers remembered of one test, and the longest text worth remembering. */
const answers = 1024;
const characters = 256;

/**
 * The same test, asked once for texts that come again: addresses, names and agents repeat from event to event, and
 * expressions and ranges cost some microseconds each time. INVARIANT: the memory of one test is bounded.
 */
export function remembered(test: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    if (text.length > characters) return test(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = test(text);
    if (known.size >= answers) known.clear();
    known.set(text, answer);
    return answer;
  };
}
