import { useCallback, useLayoutEffect, useRef } from 'react';

/** One function for as long as a part stands, which does what the newest would: what gets it need not be drawn anew. */
export function useSame<Given extends unknown[], Told>(newest: (...given: Given) => Told): (...given: Given) => Told {
  const kept = useRef(newest);
  useLayoutEffect(() => {
    kept.current = newest;
  });
  return useCallback((...given) => kept.current(...given), []);
}
