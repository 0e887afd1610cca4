const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;
const safeSmallest = BigInt(Number.MIN_SAFE_INTEGER);
const safeLargest = BigInt(Number.MAX_SAFE_INTEGER);

/** A whole number of 64 bits. INVARIANT: a number where it is safe (below 2^53), a bigint only beyond, so that `===` compares. */
export type Long = number | bigint;

/** Whether a whole number fits into 64 bits. */
export const fits = (value: bigint): boolean => value >= smallest && value <= largest;

/** The long of a whole number that fits. */
export const long = (value: bigint): Long => (value >= safeSmallest && value <= safeLargest ? Number(value) : value);
