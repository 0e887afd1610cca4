// Opens no lake.
import { expect, test } from 'vitest';
import { entriesOf, refusePage } from './entries-of-list.ts';
import { entryOf } from './entry.ts';
import type { ListRow } from './list-tables.ts';

const row: ListRow = {
  id: 'l',
  sort: 'feed',
  name: 'feed',
  account: '',
  region: '',
  kind: 'threat',
  category: 'malware',
  format: 'TXT',
  location: 'https://feed.example/list',
  in_force: 1,
  entries: 0,
  fetched_at: 0,
  bucket_owner: '',
  status: '',
  problem: '',
  problem_ja: '',
  failures: 0,
  retry_at: 0,
  version: '',
  created_at: 0,
  updated_at: 0,
};
test('a page for people in the place of a list is refused, however it begins', () => {
  for (const text of ['<!DOCTYPE html><p>192.0.2.1', '\n <html lang="en">', '<!doctype HTML>'])
    expect(() => refusePage(row, text)).toThrow(/https:\/\/feed\.example\/list there is a page for people/);
  for (const text of ['192.0.2.1\n', '# <html> is what they called it', '<htmlx>'])
    expect(() => refusePage(row, text)).not.toThrow();
});

test('a list without any entry, or of an unknown format, is a mistake that names the format', () => {
  const lines = { name: 'TXT', entries: (text: string) => text.split('\n').flatMap((line) => entryOf(line) ?? []) };
  expect(entriesOf(row, '192.0.2.1\nevil.example', lines)).toHaveLength(2);
  expect(() => entriesOf(row, '', lines)).toThrow(/read as TXT/);
  expect(() => entriesOf(row, '192.0.2.1', undefined)).toThrow(/read as TXT/);
});
