/** A time as signatures write it: `20261126T090000Z`. `milliseconds` since 1970. */
export const amzTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

/** Milliseconds since 1970, or NaN when it is no time. The requests of a second carry one text, which is read once. */
export function fromAmzTime(text: string): number {
  if (text !== last.text) last = { text, time: read(text) };
  return last.time;
}

let last = { text: '', time: Number.NaN };

function read(text: string): number {
  const part = (from: number, to: number): string => text.slice(from, to);
  const day = `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}`;
  return Date.parse(`${day}T${part(9, 11)}:${part(11, 13)}:${part(13, 15)}Z`);
}
