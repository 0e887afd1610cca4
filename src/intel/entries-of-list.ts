import { Fault } from '#kernel';
import type { Entry } from './entry.ts';
import type { ListFormat } from './list-format.ts';
import type { ListRow } from './list-tables.ts';

/** Entries of one list at most: what is beyond is no list but a mistake. */
const most = 5_000_000;

/** The entries of a list in its format. Throws `BadInput` where there are none, `TooLarge` for too many. */
export function entriesOf({ format: name }: ListRow, text: string, format: ListFormat | undefined): Entry[] {
  const entries: Entry[] = [];
  for (const entry of format?.entries(text) ?? []) {
    entries.push(entry);
    if (entries.length > most) throw tooMany();
  }
  if (entries.length === 0) throw nothingIn(name);
  return entries;
}

/**
 * Refuses a page for people in the place of a list. Throws `BadInput`. Some lists are delivered as HTML by name; what
 * begins like a page is one, and may hold a domain by chance.
 */
export function refusePage({ location }: ListRow, text: string): void {
  if (!/^\s*<(?:!doctype html|html)\b/i.test(text.slice(0, 1000))) return;
  throw new Fault('BadInput', {
    en: `At ${location} there is a page for people instead of a list: an error, or a sign-in. Check the location.`,
    ja: `${location} にあるのはリストではなく、エラーやサインインなどの Web ページです。取得元を確認してください。`,
  });
}

const nothingIn = (format: string): Fault =>
  new Fault('BadInput', {
    en: `There is no address and no domain in the list when it is read as ${format}. Check format and content.`,
    ja: `リストを ${format} 形式で読んでも、アドレスもドメインもありません。形式と内容を確認してください。`,
  });

const tooMany = (): Fault =>
  new Fault('TooLarge', {
    en: `The list has more than ${most} entries. Split it.`,
    ja: `リストのエントリが ${most} 件を超えています。分割してください。`,
  });
