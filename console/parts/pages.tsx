import { useLocation } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { frameWords } from '../i18n/frame.ts';
import { useSpeech } from '../i18n/language.tsx';
import { paths } from '../paths.ts';
import { useChoice } from './choice.ts';
import { isForBrowser, useGo } from './go.tsx';
import { usePermits } from './may.tsx';

/** The pages of the list, in groups: what is looked at, where it comes from, what is set; each with what it asks first. */
const groups = [
  [
    { name: frameWords.summary, href: paths.summary(), asks: 'yagura:GetSummary' },
    { name: frameWords.findings, href: paths.findings(), asks: 'yagura:ListFindings' },
    { name: frameWords.events, href: paths.events(), asks: 'yagura:SearchEvents' },
    { name: frameWords.query, href: paths.query(), asks: 'yagura:RunQuery' },
  ],
  [
    { name: frameWords.sources, href: paths.sources(), asks: 'yagura:ListSources' },
    { name: frameWords.rules, href: paths.rules(), asks: 'yagura:ListRules' },
    { name: frameWords.policyStores, href: paths.policyStores(), asks: 'verifiedpermissions:ListPolicyStores' },
    { name: frameWords.people, href: paths.people(), asks: 'yagura:ListPeople' },
  ],
  [{ name: frameWords.settings, href: paths.settings(), asks: 'yagura:GetSystem' }],
] as const;

/** Pages that belong to another without standing below it. */
const belongs = new Map([['new-rule', paths.rules()]]);
const homeOf = (pathname: string): string => {
  const [, first = ''] = pathname.split('/');
  return belongs.get(first) ?? `/${first}`;
};

/** The list of pages that the reader may see; a page that belongs to another, such as a finding, marks that one. */
export function Pages() {
  const { say } = useSpeech();
  const go = useGo();
  const permits = usePermits();
  const pathname = useLocation({ select: (location) => location.pathname });
  const [here, leave] = useChoice(homeOf(pathname), go);
  const follow = (event: MouseEvent, href: string): void => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    leave(href);
  };
  const seen = groups.map((group) => group.filter(({ asks }) => permits(asks))).filter(({ length }) => length > 0);
  return seen.map((group) => (
    <ul key={group[0]?.href} className="pages">
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
