import Link, { type LinkProps } from '@cloudscape-design/components/link';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Goes to another page without loading the whole again; `href` comes from `paths`. */
export function useGo(): (href: string) => void {
  const { history } = useRouter();
  return (href) => history.push(href);
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
