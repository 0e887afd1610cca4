import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { signOut } from '../call.ts';
import { useSpeech } from '../i18n/language.tsx';
import { accountWords } from '../i18n/account.ts';
import { frameWords } from '../i18n/frame.ts';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { Activity } from './activity.tsx';
import { Go } from './go.tsx';
import { useShortcutHelp } from './shortcuts.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { useStatus } from './use-status.ts';

interface TopBarProps {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  /** The button that opens the list of pages where there is little room. */
  readonly menu: RefObject<HTMLButtonElement | null>;
}

/** The bar at the top: where one is, whether the data is real, the language, the way out. */
export function TopBar({ open, setOpen, menu }: TopBarProps) {
  const { say } = useSpeech();
  const showKeys = useShortcutHelp();
  const status = useStatus();
  const { data: caller } = useQuery(queries.caller);
  return (
    <header className="top-bar">
      <button
        ref={menu}
        type="button"
        className="top-menu"
        aria-expanded={open}
        aria-label={say(open ? frameWords.close : frameWords.open)}
        onClick={() => setOpen(!open)}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
      >
        ☰
      </button>
      <Go to={paths.summary()} className="top-name">
        <img src="/icon.svg" alt="" width={24} height={24} />
        Yagura
      </Go>
      <span className="top-space" />
      <Activity />
      {status?.simulated === true ? (
        <Go to={paths.sources()} className="top-simulated">
          {say(frameWords.simulated)}
        </Go>
      ) : null}
      <button
        type="button"
        className="top-keys"
        onClick={showKeys}
        aria-label={say(frameWords.keyboard)}
        title={say(frameWords.keyboard)}
      >
        ?
      </button>
      <LanguageSwitch />
      <Go to={paths.account()} className="top-account">
        {caller?.name ?? say(accountWords.title)}
      </Go>
      <button type="button" onClick={() => void signOut()}>
        {say(frameWords.signOut)}
      </button>
    </header>
  );
}
