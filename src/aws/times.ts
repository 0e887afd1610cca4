import {
  dateToUtcString,
  parseEpochTimestamp,
  parseRfc3339DateTimeWithOffset,
  parseRfc7231DateTime,
} from '@smithy/core/serde';
import type { Shape } from './schemas.ts';

/** How a time is written: as a number of seconds, as `2026-11-26T09:00:00Z`, or as `Thu, 26 Nov 2026 09:00:00 GMT`. */
export type TimeFormat = 'epoch' | 'iso' | 'http';

interface Format {
  read(text: string | number): Date | undefined;
  write(time: Date): string | number;
}

export const timeFormats: Readonly<Record<TimeFormat, Format>> = {
  epoch: {
    read: (value) => parseEpochTimestamp(String(value).trim() === '' ? Number.NaN : Number(value)), // blank is no number, and not 0
    write: (time) => time.getTime() / 1000,
  },
  iso: {
    read: (value) => parseRfc3339DateTimeWithOffset(value),
    write: (time) => time.toISOString().replace('.000Z', 'Z'),
  },
  http: {
    read: (value) => parseRfc7231DateTime(value),
    write: dateToUtcString,
  },
};

/** The numbers with which a schema asks for a format; 4 leaves it to the protocol. */
const asked: ReadonlyMap<unknown, TimeFormat> = new Map([
  [5, 'iso'],
  [6, 'http'],
  [7, 'epoch'],
]);

/** The format of a member: the one that its schema asks for, or the usual one of the place where it stands. */
export const timeFormatOf = (shape: Shape, usual: TimeFormat): TimeFormat => asked.get(shape.getSchema()) ?? usual;

/** The time in a text or number, or an invalid one, which the check of the input then refuses. */
export function readTime(value: unknown, format: TimeFormat): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  try {
    return timeFormats[format].read(value) ?? value;
  } catch {
    return value;
  }
}
