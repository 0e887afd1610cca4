import { EvaluationError } from './evaluation-error.ts';
import { fits } from './whole.ts';

/** A length of time. */
export class Duration {
  readonly type = 'duration';
  readonly milliseconds: bigint;

  constructor(milliseconds: bigint) {
    this.milliseconds = milliseconds;
  }

  get canonical(): string {
    return `duration(${this.milliseconds})`;
  }
}

/** Milliseconds of each unit, in the order in which a duration names them. */
export const units = { days: 86_400_000n, hours: 3_600_000n, minutes: 60_000n, seconds: 1_000n, milliseconds: 1n };

const form = /^(-?)(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m(?!s))?(?:([0-9]+)s)?(?:([0-9]+)ms)?$/;

/** Reads `-1d2h3m4s5ms`, at least one unit, the largest first; throws where Cedar finds none or more than 64 bits. */
export function parseDuration(text: string): Duration {
  const [, sign, ...amounts] = form.exec(text) ?? refuse(noForm);
  if (amounts.every((amount) => amount === undefined)) refuse(noForm);
  const sizes = Object.values(units).map((unit, place) => BigInt(amounts[place] ?? 0) * unit);
  const size = sizes.reduce((sum, one) => sum + one, 0n);
  const milliseconds = sign === '-' ? -size : size;
  return fits(milliseconds) ? new Duration(milliseconds) : refuse('Duration overflows internal representation');
}

const noForm = 'invalid duration pattern';

function refuse(why: string): never {
  throw EvaluationError.ofExtension('duration', why);
}
