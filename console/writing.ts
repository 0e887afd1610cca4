const fields =
  'textarea, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="file"], [type="search"])';

/** Whether there is text in a field or an editor of this page, which would be gone with the page. */
export const isWriting = (): boolean =>
  [document, ...editors()].some((place) => [...place.querySelectorAll(fields)].some(holdsText));

/** Editors stand in shadow roots, where the document does not look. */
const editors = (): ShadowRoot[] =>
  [...document.querySelectorAll('.cedar-editor')].flatMap(({ shadowRoot }) => shadowRoot ?? []);

function holdsText(field: Element): boolean {
  const typed = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
  return (typed ? field.value : (field.textContent ?? '')).trim() !== '';
}
