import { parsedJson } from '#kernel';

/**
 * A value as query engines print structures into CSV: `{type=IAMUser, sessioncontext={...}, list=[a, b]}`,
 * or JSON where the engine printed that. Texts are not quoted there, so a text that itself looks like
 * `, name=` cannot be told from a field; such a value comes out as text, in pieces.
 */
export function structOf(value: string): unknown {
  return parsedJson(value) ?? new StructReader(value).read();
}

const deepest = 32;

/** A plain text: before the next field of a structure, or the next item of a list. */
const inFields = /(?:(?!, [\w:.-]+=)[^{}[\]])*/y;
const inItems = /(?:(?!, )[^{}[\]])*/y;

class StructReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): unknown {
    const value = this.#value(0, inFields);
    return this.#at === this.#text.length ? value : this.#text;
  }

  #value(depth: number, plainText: RegExp): unknown {
    if (depth < deepest && this.#sees(/\{(?=[\w:.-]+=|\})/y)) return this.#fields(depth);
    if (depth < deepest && this.#sees(/\[/y)) return this.#items(depth);
    if (this.#here() === '{') return this.#embedded();
    const [plain = ''] = this.#take(plainText) ?? [];
    return plain === 'null' ? null : plain;
  }

  #fields(depth: number): unknown {
    const fields: [string, unknown][] = [];
    while (this.#at < this.#text.length && !this.#sees(/\}/y)) {
      const name = this.#take(/(?:, )?([\w:.-]+)=/y)?.[1];
      if (name === undefined) return this.#rest();
      const value = this.#value(depth + 1, inFields);
      if (value !== null) fields.push([spelling.get(name) ?? name, value]);
    }
    return Object.fromEntries(fields);
  }

  #items(depth: number): unknown {
    const items: unknown[] = [];
    while (this.#at < this.#text.length && !this.#sees(/\]/y)) {
      const before = this.#at;
      items.push(this.#value(depth + 1, inItems));
      this.#sees(/, /y);
      if (this.#at === before) return this.#rest();
    }
    return items;
  }

  /** JSON inside of the structure, such as a policy: text up to its own closing brace. */
  #embedded(): string {
    const from = this.#at;
    let depth = 0;
    for (const match of this.#text.slice(from).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
      if (match[0] === '{') depth += 1;
      if (match[0] === '}') depth -= 1;
      if (depth > 0) continue;
      this.#at = from + match.index + 1;
      return this.#text.slice(from, this.#at);
    }
    return this.#rest();
  }

  #rest(): string {
    const rest = this.#text.slice(this.#at);
    this.#at = this.#text.length;
    return rest;
  }

  #here(): string {
    return this.#text.charAt(this.#at);
  }

  #sees(pattern: RegExp): boolean {
    return this.#take(pattern) !== null;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at += found[0].length;
    return found;
  }
}

/** Engines print the names of fields in lower case; these are CloudTrail's own. */
const spelling: ReadonlyMap<string, string> = new Map(
  [
    'principalId accountId accessKeyId userName sessionContext sessionIssuer webIdFederationData federatedProvider',
    'creationDate mfaAuthenticated invokedBy identityProvider credentialId onBehalfOf userId identityStoreArn',
    'sourceIdentity ec2RoleDelivery tlsVersion cipherSuite clientProvidedHostHeader eventSource eventName insightType',
    'insightContext',
  ]
    .flatMap((line) => line.split(' '))
    .map((name) => [name.toLowerCase(), name]),
);
