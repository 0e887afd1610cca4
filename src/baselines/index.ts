/**
 * baselines: what is usual for a principal, a role, an account.
 *
 * Invariant: counted anew from the lake, so that late and doubled events change nothing.
 * Called by detect.
 */
export const room = 'baselines';
