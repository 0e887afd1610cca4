import { EvaluationError } from './evaluation-error.ts';

/** An address or a range of addresses. */
export class IpAddress {
  readonly type = 'ipaddr';
  readonly version: 4 | 6;
  readonly address: bigint;
  readonly prefix: number;

  constructor(version: 4 | 6, address: bigint, prefix: number) {
    this.version = version;
    this.address = address;
    this.prefix = prefix;
  }

  /** Cedar compares what was written: 10.0.0.1/8 is another range than 10.0.0.0/8. */
  get canonical(): string {
    return `ip(v${this.version},${this.address}/${this.prefix})`;
  }

  /** Whether the whole of this range lies in the other. */
  isIn(range: IpAddress): boolean {
    if (this.version !== range.version || this.prefix < range.prefix) return false;
    const free = BigInt(bits[this.version] - range.prefix);
    return this.address >> free === range.address >> free;
  }
}

const bits = { 4: 32, 6: 128 } as const;
/** The longest address with a prefix that Cedar reads. */
const longest = 43;

/** Reads an address, or a range in CIDR notation, as Cedar does: no leading zeros, no IPv4 inside IPv6, no zone. */
export function parseIpAddress(text: string): IpAddress {
  if (text.length > longest) refuse(`error parsing IP address from string \`${text}\`: string length is too large`);
  const slash = text.indexOf('/');
  const written = slash < 0 ? text : text.slice(0, slash);
  const version = written.includes(':') ? 6 : 4;
  const address = (version === 6 ? sixteenBytes(written) : fourBytes(written)) ?? refuse(whyNone(text));
  const prefix = slash < 0 ? bits[version] : prefixOf(text.slice(slash + 1), bits[version]);
  return new IpAddress(version, address, prefix ?? refuse(whyNoPrefix(text.slice(slash + 1), bits[version])));
}

function prefixOf(text: string, most: number): number | undefined {
  const isPrefix = /^(0|[1-9][0-9]{0,2})$/.test(text) && Number(text) <= most;
  return isPrefix ? Number(text) : undefined;
}

function fourBytes(text: string): bigint | undefined {
  const bytes = text.split('.');
  const isAddress =
    bytes.length === 4 && bytes.every((byte) => /^(0|[1-9][0-9]{0,2})$/.test(byte) && Number(byte) < 256);
  return isAddress ? joined(bytes.map(Number), 8n) : undefined;
}

function sixteenBytes(text: string): bigint | undefined {
  const [front = '', back, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const before = front === '' ? [] : front.split(':');
  const after = back === undefined || back === '' ? [] : back.split(':');
  const missing = 8 - before.length - after.length;
  if (back === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after];
  const isAddress = groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group));
  return isAddress
    ? joined(
        groups.map((group) => Number.parseInt(group, 16)),
        16n,
      )
    : undefined;
}

const joined = (numbers: readonly number[], width: bigint): bigint =>
  numbers.reduce((sum, number) => (sum << width) + BigInt(number), 0n);

function whyNone(text: string): string {
  if (text.includes(':') && text.includes('.'))
    return `error parsing IP address from string: We do not accept IPv4 embedded in IPv6 (e.g., ::ffff:127.0.0.1). Found: \`${text}\``;
  const [address = '', prefix] = text.split('/');
  if (prefix === undefined) return `invalid IP address: ${text}`;
  return `error parsing IP address from the string \`${address}\`: invalid IP address syntax`;
}

function whyNoPrefix(text: string, most: number): string {
  if (text === '') return 'error parsing prefix from the string ``: cannot parse integer from empty string';
  if (text.length > String(most).length) return `error parsing prefix: string length ${text.length} is too large`;
  if (/[^0-9]/.test(text)) return `error parsing prefix \`${text}\`: encountered non-digit`;
  if (text.startsWith('0')) return `error parsing prefix \`${text}\`: leading zero(s)`;
  return `error parsing prefix: ${text} is larger than the limit ${most}`;
}

function refuse(why: string): never {
  throw EvaluationError.ofExtension('ipaddr', why);
}
