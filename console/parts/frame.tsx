import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { frameWords } from '../i18n/frame.ts';
import { shortcutsWords } from '../i18n/shortcuts.ts';
import { useSpeech } from '../i18n/language.tsx';
import { keepLive } from '../live.ts';
import { paths } from '../paths.ts';
import { Away } from './away.tsx';
import { Decisions } from './decide.tsx';
import { useGo } from './go.tsx';
import { useMay } from './may.tsx';
import { Pages } from './pages.tsx';
import { Shortcuts, useShortcuts } from './shortcuts.tsx';
import { ToastCorner } from './toast.tsx';
import { useUnreadPreferences } from './unread-preferences.ts';
import { TopBar } from './top-bar.tsx';

/** What stands around every page: the bar at the top, the list of pages, the keys, what was just done. */
export function Frame() {
  return (
    <Shortcuts>
      <ToastCorner>
        <Decisions>
          <Framed />
        </Decisions>
      </ToastCorner>
    </Shortcuts>
  );
}

function Framed() {
  const { say } = useSpeech();
  const pathname = useLocation({ select: (location) => location.pathname });
  const [openOn, setOpenOn] = useState<string>();
  const menu = useRef<HTMLButtonElement>(null);
  const open = openOn === pathname; // on a narrow screen the list would hide the page that is chosen in it
  const mayListen = useMay('yagura:GetStatus');
  useEffect(() => (mayListen ? keepLive() : undefined), [mayListen]);
  useUnreadPreferences();
  useGoKeys();
  const leaveMenu = ({ key }: KeyboardEvent): void => {
    if (key !== 'Escape' || !open) return;
    setOpenOn(undefined);
    menu.current?.focus();
  };
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {say(frameWords.skip)}
      </a>
      <TopBar menu={menu} open={open} setOpen={(wanted) => setOpenOn(wanted ? pathname : undefined)} />
      <Away />
      <div className="frame-body">
        <nav onKeyDown={leaveMenu} className={open ? 'frame-nav open' : 'frame-nav'} aria-label={say(frameWords.pages)}>
          <Pages />
        </nav>
        <main id="content" className="frame-main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}

/** `g` and a letter lead to a page. */
function useGoKeys(): void {
  const go = useGo();
  useShortcuts(
    [
      { keys: ['g s'], about: shortcutsWords.summary, run: () => go(paths.summary()) },
      { keys: ['g f'], about: shortcutsWords.findings, run: () => go(paths.findings()) },
      { keys: ['g e'], about: shortcutsWords.events, run: () => go(paths.events()) },
      { keys: ['g r'], about: shortcutsWords.rules, run: () => go(paths.rules()) },
    ],
    'everywhere',
  );
}
