/** How a database writes what a filter asks. */
export interface Dialect {
  /** A name of a table or column, each part in quotation marks. */
  name(text: string): string;
  /** The place of the parameter of this number, from 1. */
  parameter(number: number): string;
  /** What is given for a value. */
  value(value: Plain): Plain;
  /** What is given for an item of a set. */
  item(value: Plain): Plain;
  /** What is given for a pattern in which `*` stands for any text and `\` before a letter for that letter. */
  pattern(pattern: string): string;
  like(column: string, parameter: string): string;
  contains(column: string, parameter: string): string;
  isEmpty(column: string): string;
}

type Plain = string | number | bigint | boolean;

const name = (text: string): string =>
  text
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

/** A pattern, with what stands for any text and with other letters made safe. */
const patternOf = (pattern: string, wildcard: string, safe: (letter: string) => string): string =>
  pattern.replaceAll(/\\([^])|\*|[^]/g, (found: string, escaped: string | undefined) =>
    found === '*' ? wildcard : safe(escaped ?? found),
  );

const jsonOf = (value: Plain): string => (typeof value === 'bigint' ? String(value) : JSON.stringify(value));

/** Its LIKE takes capital and small letters for the same, so that patterns are GLOBs. Booleans are 1 and 0. */
const sqlite: Dialect = {
  name,
  parameter: () => '?',
  value: (value) => (typeof value === 'boolean' ? Number(value) : value),
  item: (value) => (typeof value === 'boolean' ? Number(value) : value),
  pattern: (pattern) => patternOf(pattern, '*', (letter) => (/[*?[]/.test(letter) ? `[${letter}]` : letter)),
  like: (column, parameter) => `${column} GLOB ${parameter}`,
  contains: (column, parameter) => `EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ${parameter})`,
  isEmpty: (column) => `json_array_length(${column}) = 0`,
};

/** Sets are jsonb. */
const postgres: Dialect = {
  name,
  parameter: (number) => `$${number}`,
  value: (value) => value,
  item: jsonOf,
  pattern: (pattern) => patternOf(pattern, '%', (letter) => (/[\\%_]/.test(letter) ? `\\${letter}` : letter)),
  like: (column, parameter) => `${column} LIKE ${parameter} ESCAPE '\\'`,
  contains: (column, parameter) => `${column} @> ${parameter}::jsonb`,
  isEmpty: (column) => `jsonb_array_length(${column}) = 0`,
};

export const dialects = { sqlite, postgres } as const satisfies Record<string, Dialect>;
export type SqlDialect = keyof typeof dialects;
