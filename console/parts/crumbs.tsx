import { frameWords } from '../i18n/frame.ts';
import { useSpeech } from '../i18n/language.tsx';
import { Go } from './go.tsx';

/** The way back from a page to the list it came from; the last is the page itself, and is cut where it is long. */
export function Crumbs({ items }: { items: readonly { readonly text: string; readonly href: string }[] }) {
  const { say } = useSpeech();
  return (
    <nav className="way-back" aria-label={say(frameWords.wayBack)}>
      <ol>
        {items.map(({ text, href }, index) => (
          <li key={href}>
            {index === items.length - 1 ? <span aria-current="page">{text}</span> : <Go to={href}>{text}</Go>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
