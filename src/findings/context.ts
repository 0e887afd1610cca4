import type { Guide } from '#attack';
import { fits } from '#sigma';

type Context = NonNullable<Guide['weigh']>[number];

/** The context that an event is in, of those that its rule weighs: the first that fits. */
export const contextOf = (weigh: Guide['weigh'], fields: Parameters<typeof fits>[1]): Context | undefined =>
  weigh?.find(({ when, unless }) => fits(when, fields) && (unless === undefined || !fits(unless, fields)));
