/** A time as signatures write it: `20261126T090000Z`. `milliseconds` since 1970. */
export const amzTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

/** Milliseconds since 1970, or NaN when it is no time. */
export const fromAmzTime = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
