import { rangeOf, rangeTest } from './addresses.ts';
import { comparisons, numberOf } from './comparisons.ts';
import { globTest } from './glob.ts';
import { exactText, mapLiterals, type Pattern } from './pattern.ts';
import { isForEveryone, isForEveryoneSql } from './policy-text.ts';
import { regexTest } from './regex.ts';
import { quoted } from './sql-text.ts';
import { timePartOf, timePartSql } from './time-parts.ts';
import type { CellMatcher } from './tree.ts';

/** What a kind of value does: to the text of a cell here, and to an expression of text in ClickHouse. */
interface Matching<Kind extends CellMatcher['kind']> {
  /** The test of a text; `folded` ones are given the text in lower case. */
  test(matcher: Extract<CellMatcher, { kind: Kind }>): {
    readonly folded: boolean;
    readonly holds: (text: string) => boolean;
  };
  /** A condition that holds for the same texts, as far as both engines agree on letters. */
  sql(matcher: Extract<CellMatcher, { kind: Kind }>, text: string): string;
}

/** Every kind of value that looks at one cell: all that is to be known about it, in one row. */
export const matchings: { readonly [Kind in CellMatcher['kind']]: Matching<Kind> } = {
  text: {
    test: ({ pattern, cased }) => ({ folded: !cased, holds: globTest(cased ? pattern : folded(pattern)) }),
    sql: ({ pattern, cased }, text) =>
      cased ? globSql(pattern, text) : globSql(folded(pattern), `lowerUTF8(${text})`),
  },
  regex: {
    test: ({ source, flags }) => ({ folded: false, holds: regexTest(source, flags) }),
    // ClickHouse lets the dot take line ends unless told otherwise
    sql: ({ source, flags }, text) => `match(${text}, ${quoted(`(?${setFlags(flags)})${source}`)})`,
  },
  cidr: {
    test: ({ range }) => ({ folded: false, holds: rangeTest(range) ?? (() => false) }),
    sql: ({ range }, text) => rangeSql(range, text),
  },
  number: {
    test: ({ compare, than, part }) => ({
      folded: false,
      holds: (text) => {
        const number = part === undefined ? numberOf(text) : timePartOf(text, part);
        return number !== undefined && comparisons[compare].holds(number, than);
      },
    }),
    sql: ({ compare, than, part }, text) => {
      const number = part === undefined ? `toFloat64OrNull(trimBoth(${text}))` : timePartSql(text, part);
      return `coalesce(${number} ${comparisons[compare].sql} ${than}, false)`;
    },
  },
  everyone: {
    test: ({ isLetIn }) => ({ folded: false, holds: (text) => isForEveryone(text) === isLetIn }),
    sql: ({ isLetIn }, text) => `${isLetIn ? '' : 'NOT '}${isForEveryoneSql(text)}`,
  },
};

/** The test that a matcher makes. */
export function cellTest(matcher: CellMatcher): {
  readonly folded: boolean;
  readonly holds: (text: string) => boolean;
} {
  switch (matcher.kind) {
    case 'text':
      return matchings.text.test(matcher);
    case 'regex':
      return matchings.regex.test(matcher);
    case 'cidr':
      return matchings.cidr.test(matcher);
    case 'number':
      return matchings.number.test(matcher);
    case 'everyone':
      return matchings.everyone.test(matcher);
  }
}

/** The SQL that a matcher makes of an expression of text. */
export function cellSql(matcher: CellMatcher, text: string): string {
  switch (matcher.kind) {
    case 'text':
      return matchings.text.sql(matcher, text);
    case 'regex':
      return matchings.regex.sql(matcher, text);
    case 'cidr':
      return matchings.cidr.sql(matcher, text);
    case 'number':
      return matchings.number.sql(matcher, text);
    case 'everyone':
      return matchings.everyone.sql(matcher, text);
  }
}

/** The pattern in lower case, for a text in lower case. */
export const folded = (pattern: Pattern): Pattern => mapLiterals(pattern, (literal) => literal.toLowerCase());

const setFlags = (flags: string): string => {
  const off = flags.includes('s') ? '' : '-s';
  return `${[...new Set(flags)].toSorted().join('')}${off}`;
};

function globSql(pattern: Pattern, text: string): string {
  const exact = exactText(pattern);
  if (exact !== undefined) return `${text} = ${quoted(exact)}`;
  const literals = pattern.flatMap((piece) => (typeof piece === 'object' ? [quoted(piece.literal)] : []));
  const shape = pattern.map((piece) => (typeof piece === 'object' ? 'text' : piece)).join(' ');
  const searched = searches[shape];
  if (searched !== undefined) return searched(text, literals[0] ?? '');
  return `${text} LIKE ${quoted(pattern.map(likePiece).join(''))}`;
}

/** Patterns of one literal that the engine finds faster than by LIKE. */
const searches: Readonly<Record<string, (text: string, literal: string) => string>> = {
  '* text *': (text, literal) => `position(${text}, ${literal}) > 0`,
  '* text': (text, literal) => `endsWith(${text}, ${literal})`,
  'text *': (text, literal) => `startsWith(${text}, ${literal})`,
};

const likePiece = (piece: Pattern[number]): string => {
  if (typeof piece === 'object') return piece.literal.replace(/[\\%_]/g, String.raw`\$&`);
  return piece === '*' ? '%' : '_';
};

/** An address in the other notation is in the range too when it stands for the same address. */
function rangeSql(range: string, text: string): string {
  const parsed = rangeOf(range);
  if (!parsed) return 'false';
  const [network, bits] = parsed;
  const plain = quoted(`${network.toString()}/${bits}`);
  if (network.kind() === 'ipv6')
    return `(isIPv6String(${text}) AND isIPAddressInRange(if(isIPv6String(${text}), ${text}, '::'), ${plain}))`;
  const mapped = `replaceRegexpOne(lower(${text}), '^::ffff:', '')`;
  return `(isIPv4String(${mapped}) AND isIPAddressInRange(if(isIPv4String(${mapped}), ${mapped}, '0.0.0.0'), ${plain}))`;
}
