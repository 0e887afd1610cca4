/** Writes databases in the MaxMind DB format (version 2.0 of its specification), small ones, for tests. */

type Value = string | number | Double | readonly Value[] | { readonly [key: string]: Value };

/** A number that is written as a 64-bit float: positions are. */
export class Double {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

type Tree = [Tree | number | undefined, Tree | number | undefined];

/** A database over IPv4 networks (`203.0.113.0/24`), each with its record. */
export function mmdb(databaseType: string, networks: Readonly<Record<string, Value>>): Buffer {
  const root: Tree = [undefined, undefined];
  const records: Buffer[] = [];
  let offset = 0;
  for (const [network, value] of Object.entries(networks)) {
    insert(root, bitsOf(network), offset);
    const record = encode(value);
    records.push(record);
    offset += record.length;
  }
  const nodes = numbered(root);
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    database_type: databaseType,
    description: { en: 'made for a test' },
    ip_version: 4,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 32,
  });
  const tree = nodes.map(([left, right]) => {
    const node = Buffer.alloc(8);
    node.writeUInt32BE(pointer(left, nodes), 0);
    node.writeUInt32BE(pointer(right, nodes), 4);
    return node;
  });
  const mark = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')]);
  return Buffer.concat([...tree, Buffer.alloc(16), ...records, mark, metadata]);
}

function bitsOf(network: string): number[] {
  const [address = '', length = '32'] = network.split('/');
  const bits = address
    .split('.')
    .flatMap((part) => Array.from({ length: 8 }, (_, bit) => (Number(part) >> (7 - bit)) & 1));
  return bits.slice(0, Number(length));
}

function insert(tree: Tree, bits: readonly number[], offset: number): void {
  const [bit = 0, ...rest] = bits;
  if (rest.length === 0) tree[bit] = offset;
  else {
    const below = tree[bit];
    const branch: Tree = typeof below === 'object' ? below : [below, below];
    tree[bit] = branch;
    insert(branch, rest, offset);
  }
}

function numbered(tree: Tree): Tree[] {
  return [tree, ...tree.flatMap((side) => (typeof side === 'object' ? numbered(side) : []))];
}

function pointer(side: Tree | number | undefined, nodes: readonly Tree[]): number {
  if (side === undefined) return nodes.length;
  return typeof side === 'object' ? nodes.indexOf(side) : nodes.length + 16 + side;
}

/** Numbers of the format's types. */
const types = { text: 2, double: 3, uint32: 6, map: 7, array: 11 } as const;

function encode(value: Value): Buffer {
  if (typeof value === 'string')
    return Buffer.concat([control(types.text, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(types.uint32, 4), bytes]);
  }
  if (value instanceof Double) {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value.value);
    return Buffer.concat([control(types.double, 8), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([control(types.array, value.length), ...value.map(encode)]);
  const entries = Object.entries(value);
  return Buffer.concat([
    control(types.map, entries.length),
    ...entries.flatMap(([key, one]) => [encode(key), encode(one)]),
  ]);
}

/** The control byte, with the extended type and the size that do not fit into it. */
function control(type: number, size: number): Buffer {
  const short = size < 29 ? size : 29;
  const head = type < 8 ? [(type << 5) | short] : [short, type - 7];
  return Buffer.from(size < 29 ? head : [...head, size - 29]);
}
