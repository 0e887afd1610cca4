/** Characters of a text, items of a list, and depth that are kept of what somebody sent. */
const most = { text: 1000, items: 50, depth: 6, all: 16_000 };

const secret =
  /secret|password|passphrase|credential|privatekey|authorization|^token$|(?:session|access|refresh|id|client|web|bearer|push)token/i;

/**
 * What somebody sent, as an audit event keeps it: member names as CloudTrail writes them (`detectorId`), values of
 * secrets hidden, and all of it cut to 16,000 characters.
 */
export function parametersOf(input: unknown): unknown {
  if (input === undefined || input === null) return null;
  const kept = shortened(input, 0);
  const size = JSON.stringify(kept).length;
  return size <= most.all ? kept : { omitted: `The request was too large to keep here: ${size} characters.` };
}

function shortened(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (depth >= most.depth) return '...';
  return Array.isArray(value) ? listed(value, depth) : membersOf(value, depth);
}

const cut = (text: string): string => (text.length <= most.text ? text : `${text.slice(0, most.text)}...`);

function listed(values: readonly unknown[], depth: number): unknown[] {
  const first = values.slice(0, most.items).map((value) => shortened(value, depth + 1));
  return values.length <= most.items ? first : [...first, `... and ${values.length - most.items} more`];
}

function membersOf(value: object, depth: number): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value).slice(0, most.items)) {
    if (member === undefined) continue;
    const shown = name.charAt(0).toLowerCase() + name.slice(1);
    kept[shown.slice(0, 200)] =
      secret.test(name) && member !== null ? 'HIDDEN_DUE_TO_SECURITY_REASONS' : shortened(member, depth + 1);
  }
  return kept;
}
