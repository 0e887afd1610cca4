import { useLocation } from '@tanstack/react-router';

/** Where the reader was in a list: how far it was scrolled, in pixels, and which row the keys acted on. */
interface Place {
  readonly offset: number;
  readonly active: number;
}

const places = new Map<string, Place>();
const top: Place = { offset: 0, active: 0 };

/** The place in the list of this entry of the browser's history, so that the way back leads to where one was. */
export function useKeptPlace() {
  const entry = useLocation({ select: ({ state }) => state.key ?? '' });
  const place = places.get(entry) ?? top;
  return { place, keep: (changed: Partial<Place>) => places.set(entry, { ...(places.get(entry) ?? top), ...changed }) };
}
