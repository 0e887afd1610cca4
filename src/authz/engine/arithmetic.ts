import { EvaluationError } from './evaluation-error.ts';
import { isLong, wrongType, type Value } from './values.ts';
import { fits, long, type Long } from './whole.ts';

/** Arithmetic on 64 bits. Numbers are added as numbers while the result is exact, as bigints beyond; overflow is an error. */
export const add = (left: Value, right: Value): Long => {
  const sum = typeof left === 'number' && typeof right === 'number' ? left + right : Number.NaN;
  return Number.isSafeInteger(sum) ? sum : exactly(left, right, 'add', (one, other) => one + other);
};

export const subtract = (left: Value, right: Value): Long => {
  const difference = typeof left === 'number' && typeof right === 'number' ? left - right : Number.NaN;
  return Number.isSafeInteger(difference) ? difference : exactly(left, right, 'subtract', (one, other) => one - other);
};

export const multiply = (left: Value, right: Value): Long => {
  const product = typeof left === 'number' && typeof right === 'number' ? left * right : Number.NaN;
  if (product === 0) return 0; // never -0
  return Number.isSafeInteger(product) ? product : exactly(left, right, 'multiply', (one, other) => one * other);
};

export function negate(value: Value): Long {
  if (!isLong(value)) throw wrongType('long', value);
  const opposite = -BigInt(value);
  return fits(opposite) ? long(opposite) : overflow(`negate the value \`${value}\``);
}

function exactly(left: Value, right: Value, verb: string, apply: (one: bigint, other: bigint) => bigint): Long {
  if (!isLong(left)) throw wrongType('long', left);
  if (!isLong(right)) throw wrongType('long', right);
  const result = apply(BigInt(left), BigInt(right));
  return fits(result) ? long(result) : overflow(`${verb} the values \`${left}\` and \`${right}\``);
}

function overflow(attempt: string): never {
  throw new EvaluationError('overflow', `integer overflow while attempting to ${attempt}`);
}
