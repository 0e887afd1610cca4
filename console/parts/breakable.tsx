import { Fragment } from 'react';
import { visible } from '../visible.ts';

/** Shorter names find room on a line, longer ones are no names. */
const [short, long] = [20, 300];

/** A name out of a log, which ends its lines behind a sign or before a capital where it can: never amid a word without need. */
export function Breakable({ of: text, limit }: { of: string; limit?: number }) {
  const shown = visible(text, limit);
  if (shown.length <= short || shown.length > long) return shown;
  return shown.split(/(?<=[:/._,-])(?=\w)|(?<=[a-z])(?=[A-Z])/).map((part, index) => (
    // The parts of a text stay in their order, so the place names them.
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}
