import { useCallback, useSyncExternalStore } from 'react';

/** Whether the screen fits a media query now: `useScreen('(min-width: 1280px)')`. */
export function useScreen(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const screen = window.matchMedia(query);
      screen.addEventListener('change', changed);
      return () => screen.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
