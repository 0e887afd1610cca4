/**
 * How much, of how much: the figures in a sentence of the engine, for a Japanese reader; undefined in any other sentence.
 * Source: messages of ClickHouse 25.8.
 */
export function figuresOf(why: string): string | undefined {
  for (const [sentence, ja] of sentences) {
    const found = sentence.exec(why);
    if (found !== null) return ja(found[1] ?? '', found[2] ?? '');
  }
  return undefined;
}

const sentences: readonly (readonly [RegExp, (first: string, second: string) => string])[] = [
  [/Cannot reserve ([\d.]+ \w+)/, (size) => `${size} を確保できません`],
  [/would use ([\d.]+ \w+).*maximum: ([\d.]+ \w+)/s, (needed, most) => `必要なメモリー ${needed}、上限 ${most}`],
  [
    /Timeout exceeded: elapsed ([\d.]+ \w+), maximum: ([\d.]+ \w+)/,
    (elapsed, most) => `経過時間 ${elapsed}、上限 ${most}`,
  ],
  [/max rows: ([\d.]+(?: \w+)?), current rows: ([\d.]+(?: \w+)?)/, (most, rows) => `${rows} 行、上限 ${most} 行`],
  [/max bytes: ([\d.]+ \w+), current bytes: ([\d.]+ \w+)/, (most, size) => `結果 ${size}、上限 ${most}`],
  [/necessary to have the grant (.+?)\.?$/, (grant) => `必要な権限: ${grant}`],
];
