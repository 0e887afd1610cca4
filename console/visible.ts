/** More than this of one value is not drawn: a field of a log may hold a megabyte. */
const most = 2000;

/**
 * Text that came out of a log, for people to look at: what would be unseen, ring a bell or turn the line around is
 * shown by a sign that stands for it, and what is endless is cut with how much is missing.
 */
export function visible(text: string, limit = most): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}… (+${text.length - limit})` : text;
  return cut.replaceAll(unseen, signFor);
}

/** Control characters but for tabs and ends of lines; marks that change the direction of text or take no room. */
// oxlint-disable-next-line no-control-regex -- these are the ones that are looked for
const unseen = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;

function signFor(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
