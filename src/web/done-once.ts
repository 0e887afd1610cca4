/** Does the work once, for all who ask meanwhile; a failure is not remembered. */
export function doneOnce<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let done: Promise<Value> | undefined;
  return () => {
    if (done !== undefined) return done;
    const begun = work();
    done = begun;
    begun.catch(() => (done = undefined));
    return begun;
  };
}
