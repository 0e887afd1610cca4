import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** Goes to another page without loading the whole again; `href` comes from `paths`. With `replace`, the way back skips this page. */
export function useGo(): (href: string, replace?: boolean) => void {
  const { history } = useRouter();
  return (href, replace = false) => (replace ? history.replace(href) : history.push(href));
}

interface GoProps {
  readonly to: string;
  readonly children: ReactNode;
  readonly label?: string;
  readonly className?: string;
}

/** A link to another page. */
export function Go({ to, children, label, className = 'go' }: GoProps) {
  const go = useGo();
  const follow = (event: MouseEvent): void => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a className={className} href={to} onClick={follow} {...(label === undefined ? {} : { 'aria-label': label })}>
      {children}
    </a>
  );
}

/** True for a click that the browser answers by itself, with a tab or a window. */
export const isForBrowser = (event: MouseEvent): boolean =>
  event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
