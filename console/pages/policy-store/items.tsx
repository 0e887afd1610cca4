import Button from '@cloudscape-design/components/button';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { one } from '../../address.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { PolicyItem } from '../../policy-operations.ts';
import { useGo } from '../../parts/go.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import { visible } from '../../visible.ts';
import { Draft } from './draft.tsx';
import { kindOf } from './item-kind.ts';

const route = getRouteApi('/frame/policy-stores/$id');

/** What is in the store, and the one that is written at. Which one it is stands in the address. */
export function Items({ store }: { store: string }) {
  const { say } = useSpeech();
  const go = useGo();
  const { data } = useSuspenseQuery(queries.policyStore(store));
  const items = data.items.filter(({ kind }) => kind !== 'identity-source');
  const wanted = one(route.useSearch(), 'item');
  const chosen =
    wanted === 'new' ? undefined : (items.find(({ id, kind }) => keyOf({ id, kind }) === wanted) ?? items[0]);
  const open = (item: string): void => go(paths.policyStore(store, { item }));
  return (
    <div className="policy-items">
      <nav aria-label={say(words.items)}>
        <Button iconName="add-plus" onClick={() => open('new')}>
          {say(words.newPolicy)}
        </Button>
        {items.length === 0 ? <p>{say(words.noItems)}</p> : null}
        <ul>
          {items.map((item) => (
            <li key={keyOf(item)}>
              <button
                type="button"
                aria-current={item === chosen ? 'true' : undefined}
                onClick={() => open(keyOf(item))}
              >
                <span>{visible(item.name ?? item.id)}</span>
                <small>{say(words[kindOf(item)])}</small>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <Draft
        key={chosen === undefined ? 'new' : keyOf(chosen)}
        store={store}
        revision={data.revision}
        item={chosen}
        words={schemaWords(items)}
      />
    </div>
  );
}

const keyOf = ({ kind, id }: Pick<PolicyItem, 'kind' | 'id'>): string => `${kind}:${id}`;

/** The names of a schema, for completion. */
function schemaWords(items: readonly PolicyItem[]): string[] {
  const text = items.find(({ kind }) => kind === 'schema')?.text ?? '';
  return [...new Set([...text.matchAll(/"([A-Za-z]\w*)"\s*:/g)].map(([, name]) => name ?? ''))].slice(0, 500);
}
