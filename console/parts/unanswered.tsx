import { Fault } from './states.tsx';

interface Asked {
  readonly data: unknown;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Stands where a part of the page has asked for something and got nothing: why, and how to try again. What was had before stays. */
export function Unanswered({ asked: { data, error, refetch } }: { asked: Asked }) {
  if (error === null || data !== undefined) return null;
  return <Fault error={error} again={() => void refetch()} />;
}
