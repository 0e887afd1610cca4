/** Records in a row that share one decision, and how many of them are asked to make it. */
const block = 1024;
const asked = 64;
/** Asking costs about a tenth of parsing; below this share of records that need no parsing it does not pay. */
const least = 1 / 8;

/**
 * The same question, asked only while it pays: of each block of records the first ones are asked, and where hardly
 * any of them could be skipped the rest is let through. INVARIANT: false only where `wants` is false.
 */
export function worthAsking(wants: (line: Buffer | string) => boolean): (line: Buffer | string) => boolean {
  let place = 0;
  let skipped = 0;
  return (line) => {
    if (place === block) {
      place = 0;
      skipped = 0;
    }
    if (++place > asked && skipped < asked * least) return true;
    const wanted = wants(line);
    if (!wanted && place <= asked) skipped++;
    return wanted;
  };
}
