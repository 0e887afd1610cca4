import { useLocation } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { frameWords } from '../i18n/frame.ts';
import { useSpeech } from '../i18n/language.tsx';
import { paths } from '../paths.ts';
import { useChoice } from './choice.ts';
import { isForBrowser, useGo } from './go.tsx';

/** The pages of the list, in groups: what is looked at, where it comes from, what is set. */
const groups = [
  [
    { name: frameWords.summary, href: paths.summary() },
    { name: frameWords.findings, href: paths.findings() },
    { name: frameWords.events, href: paths.events() },
    { name: frameWords.query, href: paths.query() },
  ],
  [
    { name: frameWords.sources, href: paths.sources() },
    { name: frameWords.rules, href: paths.rules() },
    { name: frameWords.policyStores, href: paths.policyStores() },
    { name: frameWords.people, href: paths.people() },
  ],
  [{ name: frameWords.settings, href: paths.settings() }],
] as const;

/** Pages that belong to another without standing below it. */
const belongs = new Map([['new-rule', paths.rules()]]);
const homeOf = (pathname: string): string => {
  const [, first = ''] = pathname.split('/');
  return belongs.get(first) ?? `/${first}`;
};

/** The list of pages; a page that belongs to another, such as a finding, marks that one. */
export function Pages() {
  const { say } = useSpeech();
  const go = useGo();
  const pathname = useLocation({ select: (location) => location.pathname });
  const [here, leave] = useChoice(homeOf(pathname), go);
  const follow = (event: MouseEvent, href: string): void => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    leave(href);
  };
  return groups.map((group) => (
    <ul key={group[0].href} className="pages">
      {group.map(({ name, href }) => (
        <li key={href}>
          <a href={href} aria-current={href === here ? 'page' : undefined} onClick={(event) => follow(event, href)}>
            {say(name)}
          </a>
        </li>
      ))}
    </ul>
  ));
}
