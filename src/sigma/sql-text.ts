/** A text as a ClickHouse literal, whatever it holds. */
export function quoted(text: string): string {
  const escaped = text
    .replace(/[\\']/g, String.raw`\$&`)
    // oxlint-disable-next-line no-control-regex -- that is what is looked for
    .replace(/[\0-\x1f]/g, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `'${escaped}'`;
}
