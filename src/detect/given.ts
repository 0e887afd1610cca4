import type { Claim } from '#findings';
import { accountsIn, isForEveryone } from '#sigma';
import type { Event } from '#sources';
import type { RuleBook } from './book.ts';

/** True for a claim that something was given away, when all who get it are accounts of `own` or that of the event. */
export function isGivenWithin(claim: Claim, book: Pick<RuleBook, 'claimed'>, own: ReadonlySet<string>): boolean {
  const paths = book.claimed(claim.rule)?.guide?.outside;
  if (paths === undefined) return false;
  const given = paths.flatMap((path) => valuesAt(claim.event.fields, path.split('.'))).map(takersIn);
  const accounts = given.flatMap((takers) => takers.accounts);
  const isOpen = given.some((takers) => takers.isOpen);
  return !isOpen && accounts.length > 0 && accounts.every((one) => one === claim.account || own.has(one));
}

/** The rules that ask to whom something is given. */
export const givingRules = (book: RuleBook): string[] =>
  book.all.filter(({ guide }) => guide?.outside !== undefined).map(({ id }) => id);

/** Who gets what a field gives: accounts, and whether others too. */
interface Takers {
  readonly accounts: readonly string[];
  readonly isOpen: boolean;
}

/** A policy lets in; everything else names accounts, everybody (`all`) or an owner without a number. */
function takersIn(value: unknown): Takers {
  const json = JSON.stringify(value) ?? '';
  const policy = typeof value === 'string' ? value : json;
  if (policy.includes('"Statement"')) return { accounts: accountsIn(policy), isOpen: isForEveryone(policy) };
  return { accounts: json.match(accountNumber) ?? [], isOpen: /"all"|CanonicalUser/.test(json) };
}

const accountNumber = /(?<!\d)\d{12}(?!\d)/g;

/** What stands at a path; elements of a list share the path of the list. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  const [next, ...rest] = path;
  if (next === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === next ? valuesAt(inner, rest) : []));
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
