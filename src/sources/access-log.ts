import { Fault } from '#kernel';

/**
 * The fields of an access log's line: parted by single spaces; one that begins with a quote ends at a quote before a
 * space or the end of the line, so that quotes inside of user agents do no harm. `\"` inside of quotes stands for `"`.
 */
export function tokensOf(line: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; at <= line.length;) {
    const end = line[at] === '"' ? closingQuote(line, at + 1) : -1;
    if (end !== -1) tokens.push(line.slice(at + 1, end).replaceAll('\\"', '"'));
    const next = line.indexOf(' ', end === -1 ? at : end);
    const stop = next === -1 ? line.length : next;
    if (end === -1) tokens.push(line.slice(at, stop));
    at = stop + 1;
  }
  return tokens;
}

/** Index of the quote before a space or the end; -1 when there is none. A backslash escapes a quote. */
function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at !== -1; at = line.indexOf('"', at + 1)) {
    const closes = at + 1 === line.length || line[at + 1] === ' ';
    if (closes && !isEscaped(line, at)) return at;
  }
  return -1;
}

function isEscaped(line: string, quote: number): boolean {
  let slashes = 0;
  while (line[quote - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

/** A log's fields in order: names, a `#` after those that hold numbers. */
export interface LineFormat {
  /** What the log is called in messages. */
  readonly title: string;
  readonly names: readonly string[];
  /** Fields that every line has; later ones came with later versions of the log. */
  readonly least: number;
}

export const lineFormat = (title: string, least: number, ...names: readonly string[]): LineFormat => ({
  title,
  least,
  names: names.flatMap((line) => line.split(' ')),
});

export type Fields = Readonly<Record<string, string | number>>;

/** Fields by name; `-` is left out, numbers are numbers. Throws `BadInput` for what is no line of this log. */
export function fieldsOf(tokens: readonly string[], format: LineFormat): Fields {
  if (tokens.length < format.least) {
    throw new Fault('BadInput', {
      en: `This line has ${tokens.length} fields and a line of ${format.title} has at least ${format.least}: it was cut off, or is none. Fetch the file again from where the service delivered it.`,
      ja: `この行の項目は ${tokens.length} 個ですが、${format.title} の行には少なくとも ${format.least} 個あります。行が途中で切れているか、別の内容です。サービスの配信先からファイルを取得し直してください。`,
    });
  }
  const fields: [string, string | number][] = [];
  for (const [index, token] of tokens.entries()) {
    const name = format.names[index];
    if (name === undefined || token === '-' || token === '') continue;
    fields.push(name.endsWith('#') ? [name.slice(0, -1), numberOf(token, name, format)] : [name, token]);
  }
  return Object.fromEntries(fields);
}

function numberOf(token: string, name: string, { title }: LineFormat): number {
  if (/^-?\d{1,15}(?:\.\d{1,12})?$/.test(token)) return Number(token);
  throw new Fault('BadInput', {
    en: `In this line of ${title} ${name.slice(0, -1)} is "${token.slice(0, 50)}" and should be a number: the line is damaged, or of another log. Fetch the file again from where the service delivered it.`,
    ja: `この ${title} の行の ${name.slice(0, -1)} は「${token.slice(0, 50)}」ですが、数値でなければなりません。行が壊れているか、別のログのものです。サービスの配信先からファイルを取得し直してください。`,
  });
}

/** Text of a field, '' when the line has none. */
export const word = (fields: Fields, name: string): string => String(fields[name] ?? '');

/** Number of a field, 0 when the line has none or it is negative, which logs write for "did not happen". */
export function amount(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === 'number' && value > 0 ? value : 0;
}

/** `address:port` in its two parts; IPv6 with or without brackets. */
export function endpoint(text: string): { address: string; port: number } {
  const found = /^\[?([^\]]*?)\]?:(\d{1,5})$/.exec(text);
  const port = Number(found?.[2] ?? 0);
  return { address: found?.[1] ?? text, port: port <= 65_535 ? port : 0 };
}

/** The parts of a request line such as `GET https://example.com:443/a?b HTTP/1.1`; '' for what it lacks. */
export function requestParts(request: string): { method: string; host: string; path: string; query: string } {
  const [method = '', ...rest] = request.split(' ');
  const url = rest.length > 1 ? rest.slice(0, -1).join(' ') : (rest[0] ?? '');
  const scheme = url.indexOf('://');
  const afterScheme = scheme === -1 ? url : url.slice(scheme + 3);
  const slash = scheme === -1 ? 0 : afterScheme.search(/[/?]|$/);
  const target = afterScheme.slice(slash);
  const question = target.indexOf('?');
  return {
    method: method === '-' ? '' : method,
    host: afterScheme.slice(0, slash).replace(/:\d*$/, ''),
    path: question === -1 ? target : target.slice(0, question),
    query: question === -1 ? '' : target.slice(question + 1),
  };
}
