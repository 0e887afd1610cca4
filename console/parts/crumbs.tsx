import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { useGo } from './go.tsx';

/** The way back from a page to the list it came from. */
export function Crumbs({ items }: { items: { text: string; href: string }[] }) {
  const go = useGo();
  return (
    <BreadcrumbGroup
      items={items}
      onFollow={(event) => {
        event.preventDefault();
        go(event.detail.href);
      }}
    />
  );
}
