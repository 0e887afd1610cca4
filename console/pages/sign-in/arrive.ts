import { paths } from '../../paths.ts';

/** Where the reader wanted to go is kept until they are signed in, perhaps in another tab. */
const remembered = 'yagura.to';
const arrivedWith = new URLSearchParams(window.location.search).get('to');
if (arrivedWith !== null) window.localStorage.setItem(remembered, arrivedWith);

/** Goes where the reader wanted to go. Only addresses of this very page are followed: "//elsewhere" and "https:" are not. */
export function arrive(): void {
  const target = window.localStorage.getItem(remembered) ?? '';
  window.localStorage.removeItem(remembered);
  window.location.replace(/^\/(?![/\\])/.test(target) ? target : paths.summary());
}
