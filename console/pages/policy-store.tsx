import './policy-store/policy-store.css';
import Tabs from '@cloudscape-design/components/tabs';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { one } from '../address.ts';
import { useSpeech } from '../i18n/language.tsx';
import { policyStoresWords as words } from '../i18n/policy-stores.ts';
import type { Sentence } from '../i18n/words.ts';
import { Crumbs } from '../parts/crumbs.tsx';
import { useGo } from '../parts/go.tsx';
import { useMay } from '../parts/may.tsx';
import { Title } from '../parts/title.tsx';
import { Boundary } from '../parts/widget.tsx';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { visible } from '../visible.ts';
import { Alarm } from './policy-store/alarm.tsx';
import { Decisions } from './policy-store/decisions.tsx';
import { Items } from './policy-store/items.tsx';
import { Revisions } from './policy-store/revisions.tsx';
import { ShadowRun } from './policy-store/shadow-run.tsx';
import { TestBench } from './policy-store/test-bench.tsx';

const route = getRouteApi('/frame/policy-stores/$id');

const tabs: readonly { readonly id: string; readonly name: Sentence; readonly page: (id: string) => ReactNode }[] = [
  { id: 'policies', name: words.policies, page: (id) => <Items store={id} /> },
  { id: 'test', name: words.tryIt, page: (id) => <TestBench store={id} /> },
  { id: 'decisions', name: words.decisions, page: (id) => <Decisions store={id} /> },
  { id: 'revisions', name: words.revisions, page: (id) => <Revisions store={id} /> },
  { id: 'shadow', name: words.shadow, page: (id) => <ShadowRun store={id} /> },
];

/** One policy store: what is in it, what it says, what it said, what it was. The tab stands in the address. */
export function PolicyStorePage() {
  const { say } = useSpeech();
  const go = useGo();
  const { id } = route.useParams();
  const { data } = useSuspenseQuery(queries.policyStore(id));
  const may = useMay('yagura:ChangePolicyStore');
  const tab = one(route.useSearch(), 'tab') ?? 'policies';
  const name = useName(id);
  const crumbs = [
    { text: say(words.title), href: paths.policyStores() },
    { text: name ?? id, href: paths.policyStore(id) },
  ];
  return (
    <>
      <Crumbs items={crumbs} />
      <Title
        help={say(words.storeHelp, { revision: data.revision })}
        note={may ? null : <p>{say(words.onlyLook)}</p>}
        info={name === undefined ? null : <span className="tag mono">{id}</span>}
      >
        {name ?? id}
      </Title>
      <Alarm store={id} />
      <Tabs
        activeTabId={tab}
        onChange={({ detail }) => go(paths.policyStore(id, { tab: detail.activeTabId }))}
        tabs={tabs.map(({ id: name, name: label, page }) => ({
          id: name,
          label: say(label),
          content: tab === name ? <Boundary>{page(id)}</Boundary> : null,
        }))}
      />
    </>
  );
}

/** What people call it: its description, where it has one. */
function useName(store: string): string | undefined {
  const { data } = useQuery(queries.policyStores);
  const description = data?.find(({ policyStoreId }) => policyStoreId === store)?.description;
  return description === undefined || description === '' ? undefined : visible(description);
}
