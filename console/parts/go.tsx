import Link, { type LinkProps } from '@cloudscape-design/components/link';
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** Goes to another page without loading the whole again; `href` comes from `paths`. With `replace`, the way back skips this page. */
export function useGo(): (href: string, replace?: boolean) => void {
  const { history } = useRouter();
  return (href, replace = false) => (replace ? history.replace(href) : history.push(href));
}

interface GoProps {
  to: string;
  children: ReactNode;
  variant?: LinkProps.Variant;
  fontSize?: LinkProps.FontSize;
  label?: string;
}

/** A link to another page. */
export function Go({ to, children, variant = 'secondary', fontSize = 'inherit', label }: GoProps) {
  const go = useGo();
  const follow: LinkProps['onFollow'] = (event) => {
    event.preventDefault(); // only a plain click comes here; with a modifier key the browser opens a tab
    go(to);
  };
  return (
    <Link href={to} variant={variant} fontSize={fontSize} onFollow={follow} {...(label ? { ariaLabel: label } : {})}>
      {children}
    </Link>
  );
}

/** True for a click that the browser answers by itself, with a tab or a window. */
export const isForBrowser = (event: MouseEvent): boolean =>
  event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
