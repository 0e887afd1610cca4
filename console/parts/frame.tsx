import Button from '@cloudscape-design/components/button';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useSpeech } from '../i18n/language.tsx';
import { findingsWords } from '../i18n/findings.ts';
import { frameWords } from '../i18n/frame.ts';
import { peopleWords } from '../i18n/people.ts';
import { queryWords } from '../i18n/query.ts';
import { rulesWords } from '../i18n/rules.ts';
import { sourcesWords } from '../i18n/sources.ts';
import { summaryWords } from '../i18n/summary.ts';
import { paths } from '../paths.ts';
import { queries, refreshPages } from '../queries.ts';
import { useGo } from './go.tsx';
import { ImportProgress } from './import-progress.tsx';
import { Decisions } from './decide.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { ToastCorner } from './toast.tsx';
import { TopBar } from './top-bar.tsx';

/** What stands around every page: the bar at the top, the list of pages, and how far reading has come. */
export function Frame() {
  const { say } = useSpeech();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  useRefreshWhileReading();
  useEffect(() => setOpen(false), [pathname]); // on a narrow screen the list would hide the page that was chosen
  return (
    <Shortcuts>
      <ToastCorner>
        <Decisions>
          <div className="frame">
            <a className="skip" href="#content">
              {say(frameWords.skip)}
            </a>
            <TopBar />
            <div className="frame-body">
              <div className="frame-toggle">
                <Button
                  iconName="menu"
                  variant="icon"
                  ariaExpanded={open}
                  ariaLabel={say(open ? frameWords.close : frameWords.open)}
                  onClick={() => setOpen(!open)}
                />
              </div>
              <nav className={open ? 'frame-nav open' : 'frame-nav'} aria-label={say(frameWords.pages)}>
                <Pages />
              </nav>
              <main id="content" className="frame-main">
                <ImportProgress />
                <Outlet />
              </main>
            </div>
          </div>
        </Decisions>
      </ToastCorner>
    </Shortcuts>
  );
}

function Pages() {
  const { say } = useSpeech();
  const go = useGo();
  const { pathname } = useLocation();
  const items = [
    { type: 'link', text: say(summaryWords.title), href: paths.summary() },
    { type: 'link', text: say(findingsWords.title), href: paths.findings() },
    { type: 'link', text: say(queryWords.title), href: paths.query() },
    { type: 'divider' },
    { type: 'link', text: say(sourcesWords.title), href: paths.sources() },
    { type: 'link', text: say(rulesWords.title), href: paths.rules() },
    { type: 'link', text: say(peopleWords.title), href: paths.people() },
  ] as const;
  return (
    <SideNavigation
      activeHref={`/${pathname.split('/')[1] ?? ''}`}
      items={items}
      onFollow={(event) => {
        event.preventDefault();
        go(event.detail.href);
      }}
    />
  );
}

/** While logs are read the numbers grow: what is shown is asked for anew whenever they did. */
function useRefreshWhileReading(): void {
  const { data: status } = useQuery(queries.status);
  const seen = status === undefined ? '' : `${status.phase} ${status.counts.events} ${status.counts.findings}`;
  useEffect(() => {
    if (seen !== '') void refreshPages();
  }, [seen]);
}
