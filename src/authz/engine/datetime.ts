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
  const [, day = '', time = '00:00:00', fraction = '', ...zone] = form.exec(text) ?? refuse(text);
  const moment = `${day}T${time}`;
  const milliseconds = Date.parse(`${moment}${fraction}Z`);
  // Date.parse takes the 30th of February for the 1st of March
  const isMoment = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(moment);
  return isMoment ? new Datetime(BigInt(milliseconds - (offsetOf(zone) ?? refuse(text)))) : refuse(text);
}

/** Milliseconds by which a zone is ahead of UTC; undefined where there is no such zone. */
function offsetOf([sign, hours = '00', minutes = '00']: readonly string[]): number | undefined {
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? -size : size;
}

function refuse(text: string): never {
  throw new EvaluationError('extension', `datetime: ${JSON.stringify(text)} is no datetime`);
}
