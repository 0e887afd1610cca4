import { useDeferredValue, type ReactNode } from 'react';

/** What is drawn right after what stands above it, in pieces between which the page hears keys and clicks. */
export function Soon({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) ? children : null;
}
