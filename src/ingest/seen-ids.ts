/** Ids kept at most: 16 bytes each at twice their number. Beyond, the older half is forgotten. */
const most = 4_000_000;

/** Remembers ids by a 64-bit hash, in bounded memory. Two ids share a hash once in billions of billions. */
export class SeenIds {
  private recent = new HashSet();
  private older = new HashSet();

  /** True when the id was there before. */
  add(id: string): boolean {
    const [high, low] = hashOf(id);
    if (this.older.has(high, low)) return true;
    const before = this.recent.add(high, low);
    if (this.recent.size >= most / 2) {
      this.older = this.recent;
      this.recent = new HashSet();
    }
    return before;
  }
}

/** Two independent multiplicative hashes over the same characters. */
function hashOf(id: string): [number, number] {
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 13);
  }
  return [mix(high), mix(low) || 1]; // a low half of 0 means an empty place
}

function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b);
  return (twice ^ (twice >>> 16)) >>> 0;
}

/** A table of pairs with open addressing. */
class HashSet {
  size = 0;
  private places = new Uint32Array(2 * 1024);

  has(high: number, low: number): boolean {
    return this.places[this.find(high, low) + 1] !== 0;
  }

  add(high: number, low: number): boolean {
    const at = this.find(high, low);
    if (this.places[at + 1] !== 0) return true;
    this.places[at] = high;
    this.places[at + 1] = low;
    this.size += 1;
    if (this.size * 4 > this.places.length) this.grow();
    return false;
  }

  private find(high: number, low: number): number {
    const mask = this.places.length - 2;
    let at = (high * 2) & mask;
    while (this.places[at + 1] !== 0 && (this.places[at] !== high || this.places[at + 1] !== low)) at = (at + 2) & mask;
    return at;
  }

  private grow(): void {
    const before = this.places;
    this.places = new Uint32Array(before.length * 2);
    this.size = 0;
    for (let at = 0; at < before.length; at += 2) {
      const low = before[at + 1] ?? 0;
      if (low !== 0) this.add(before[at] ?? 0, low);
    }
  }
}
