import { EvaluationError } from './evaluation-error.ts';

/** A moment. */
export class Datetime {
  readonly type = 'datetime';
  /** Since 1970 in UTC. */
  readonly milliseconds: bigint;

  constructor(milliseconds: bigint) {
    this.milliseconds = milliseconds;
  }

  get canonical(): string {
    return `datetime(${this.milliseconds})`;
  }
}

const form = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(\.\d{3})?(?:Z|([+-])(\d{2})(\d{2})))?$/;

/**
 * Reads `2024-10-15`, `2024-10-15T11:35:00Z`, `…:00.000Z` and `…+0900`. Throws for anything else, and for days and
 * times that no calendar and no clock has.
 */
export function parseDatetime(text: string): Datetime {
  const [, day = '', time = '00:00:00', fraction = '', ...zone] = form.exec(text) ?? refuse(whyNoForm(text));
  const moment = `${day}T${time}`;
  const milliseconds = Date.parse(`${moment}${fraction}Z`);
  // Date.parse takes the 30th of February for the 1st of March
  const isMoment = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(moment);
  return isMoment ? new Datetime(BigInt(milliseconds - offsetOf(zone))) : refuse(whyNoMoment(day, time));
}

/** Milliseconds by which a zone is ahead of UTC. */
function offsetOf([sign, hours = '00', minutes = '00']: readonly string[]): number {
  if (Number(hours) > 23 || Number(minutes) > 59) refuse(`invalid offset range: ${hours}${Number(minutes)}`); // as Cedar writes it
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? -size : size;
}

/** The first part of the form that a text does not have. */
function whyNoForm(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return 'invalid date pattern';
  return /^.{10}T\d{2}:\d{2}:\d{2}/.test(text)
    ? 'invalid millisecond and/or offset pattern'
    : 'invalid hour/minute/second pattern';
}

const whyNoMoment = (day: string, time: string): string =>
  isDay(day) ? `invalid hour/minute/second: ${time}` : `invalid date: ${day}`;

function isDay(day: string): boolean {
  const milliseconds = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(day);
}

function refuse(why: string): never {
  throw EvaluationError.ofExtension('datetime', why);
}
