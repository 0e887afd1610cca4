import { EvaluationError } from './evaluation-error.ts';
import { fits } from './whole.ts';

/** A decimal of Cedar: 64 bits with four digits behind the point. */
export class Decimal {
  readonly type = 'decimal';
  /** Ten-thousandths. */
  readonly parts: bigint;

  constructor(parts: bigint) {
    this.parts = parts;
  }

  get canonical(): string {
    return `decimal(${this.parts})`;
  }
}

const form = /^(-?)([0-9]+)\.([0-9]{1,4})$/;

/** Reads `-12.3456`; throws where Cedar finds none: no point, more than four digits behind it, more than 64 bits. */
export function parseDecimal(text: string): Decimal {
  const [, sign, whole = '', fraction = ''] = form.exec(text) ?? refuse(whyNone(text));
  const size = BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0'));
  const parts = sign === '-' ? -size : size;
  return fits(parts) ? new Decimal(parts) : refuse('overflow when converting to decimal');
}

const whyNone = (text: string): string =>
  /^-?[0-9]+\.[0-9]{5,}$/.test(text)
    ? `too many digits after the decimal in \`${text}\``
    : `\`${text}\` is not a well-formed decimal value`;

function refuse(why: string): never {
  throw EvaluationError.ofExtension('decimal', why);
}
