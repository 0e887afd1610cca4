/**
 * Text from a log made safe for a terminal: what steers a terminal or turns the order of letters (escape sequences,
 * line ends, bidi marks, letters without a shape) is shown as `\u001b`, not obeyed. Inside JSON that is the same text.
 */
export const visible = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);

/** The same for text of several lines: its line ends stay. */
export const visibleLines = (text: string): string => text.split('\n').map(visible).join('\n');

function escaped(character: string): string {
  let shown = '';
  for (let at = 0; at < character.length; at += 1)
    shown += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return shown;
}
