import type { Claim } from '#findings';
import type { Event } from '#sources';
import type { RuleBook } from './book.ts';

/** True for a claim that something was given away, when all who get it are accounts of `own` or that of the event. */
export function isGivenWithin(claim: Claim, book: RuleBook, own: ReadonlySet<string>): boolean {
  const paths = book.claimed(claim.rule)?.guide?.outside ?? [];
  const given = paths.flatMap((path) => textsAt(claim.event.fields, path.split('.')));
  const accounts = given.flatMap((text) => text.match(accountNumber) ?? []);
  const isOpen = given.some((text) => text === 'all' || text.includes('CanonicalUser'));
  return !isOpen && accounts.length > 0 && accounts.every((one) => one === claim.account || own.has(one));
}

/** The rules that ask to whom something is given. */
export const givingRules = (book: RuleBook): string[] =>
  book.all.filter(({ guide }) => guide?.outside !== undefined).map(({ id }) => id);

const accountNumber = /(?<!\d)\d{12}(?!\d)/g;

/** Every text at or below a path; elements of a list share the path of the list. */
function textsAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((element) => textsAt(element, path));
  if (typeof value === 'string' || typeof value === 'number') return path.length === 0 ? [String(value)] : [];
  if (typeof value !== 'object' || value === null) return [];
  const [next, ...rest] = path;
  return Object.entries(value).flatMap(([key, inner]) =>
    next === undefined ? [key, ...textsAt(inner, [])] : key === next ? textsAt(inner, rest) : [],
  );
}

/** What is given away in a reading without a lake: whether to a stranger is known when all is read. */
export class Given {
  private readonly own = new Set<string>();
  private readonly held: Claim[] = [];
  private readonly book: RuleBook;
  private readonly rules: ReadonlySet<string>;

  /** Where nothing is to be held back, claims pass as they come. */
  constructor(book: RuleBook, holds: boolean) {
    this.book = book;
    this.rules = new Set(holds ? givingRules(book) : []);
  }

  /** Whoever's calls are recorded is one's own. */
  learn({ table, columns }: Event): void {
    const account = table === 'api_activity' ? columns['account'] : undefined;
    if (typeof account === 'string') this.own.add(account);
  }

  /** Holds back those claims of which it is not known yet; gives the others. */
  heldBack(claims: readonly Claim[]): readonly Claim[] {
    this.held.push(...claims.filter(({ rule }) => this.rules.has(rule)));
    return claims.filter(({ rule }) => !this.rules.has(rule));
  }

  /** Of those that were held back the ones that give to a stranger. */
  away(): readonly Claim[] {
    return this.held.filter((claim) => !isGivenWithin(claim, this.book, this.own));
  }
}
