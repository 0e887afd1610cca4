/**
 * The sentence of a window about what was measured: the columns of a row in the places `{{column}}`, and `address(es)` as
 * the number before it wants it. Ports and members of lists are names and no quantities; a list without any says so.
 */
export function filled(sentence: string, row: Readonly<Record<string, unknown>>, language: 'en' | 'ja'): string {
  return sentence
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => (isPort(name) ? plain(row[name]) : shown(row[name], language)))
    .replaceAll(/\b(1 (?:[a-z]+ )?)([a-z]+)\((e?s)\)/g, '$1$2')
    .replaceAll(/\b([a-z]+)\((e?s)\)/g, '$1$2');
}

const isPort = (column: string): boolean => /^(port|swept|over)$/.test(column);
const plain = (value: unknown): string => (typeof value === 'number' ? String(value) : worded(value));

function shown(value: unknown, language: 'en' | 'ja'): string {
  if (typeof value === 'number') return value.toLocaleString(language, { maximumFractionDigits: 1 });
  if (!Array.isArray(value)) return worded(value);
  if (value.length === 0) return none[language];
  return (
    value
      .slice(0, mostListed)
      .map(plain)
      .join(language === 'ja' ? '、' : ', ') + (value.length > mostListed ? ' …' : '')
  );
}

const worded = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

const mostListed = 8;
const none = { en: 'none', ja: 'なし' } as const;
