import { useCallback, useLayoutEffect, useRef } from 'react';

/** One function for as long as a part stands, which does what the newest would: what gets it need not be drawn anew. */
export function useSame<Given extends unknown[]>(newest: (...given: Given) => void): (...given: Given) => void {
  const kept = useRef(newest);
  useLayoutEffect(() => {
    kept.current = newest;
  });
  return useCallback((...given) => kept.current(...given), []);
}
