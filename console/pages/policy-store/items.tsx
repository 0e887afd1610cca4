import { useMemo, useState } from 'react';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { one } from '../../address.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { PolicyItem } from '../../policy-operations.ts';
import { useChoice } from '../../parts/choice.ts';
import { useGo } from '../../parts/go.tsx';
import { IfMay, useMay } from '../../parts/may.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import { visible } from '../../visible.ts';
import { Draft } from './draft.tsx';
import { kindOf } from './item-kind.ts';
import { holdsWords, nameOf } from './item-name.ts';
import { LinkFacts } from './link-facts.tsx';
import { linkOf } from './links.ts';
import { Remarks } from './remarks.tsx';
import { schemaWords } from './schema-names.ts';
import { TemplateLinks } from './template-links.tsx';

const route = getRouteApi('/frame/policy-stores/$id');

/** What is in the store, and the one that is written at. Which one it is stands in the address. */
export function Items({ store }: { store: string }) {
  const { data } = useSuspenseQuery(queries.policyStore(store));
  const items = data.items.filter(({ kind }) => kind !== 'identity-source');
  const wanted = one(route.useSearch(), 'item') ?? '';
  const chosen = isFresh(wanted) ? undefined : (items.find((item) => keyOf(item) === wanted) ?? items[0]);
  const mayWrite = useMay('yagura:ChangePolicyStore');
  const fresh = wanted === 'new-schema' ? 'schema' : 'policy';
  return (
    <>
      <Remarks store={store} items={items} />
      <div className="policy-items">
        <List store={store} items={items} chosen={chosen} />
        {chosen === undefined && !mayWrite ? null : (
          <Chosen
            key={chosen === undefined ? fresh : keyOf(chosen)}
            store={store}
            revision={data.revision}
            item={chosen}
            fresh={fresh}
            items={items}
          />
        )}
      </div>
    </>
  );
}

interface ChosenProps {
  readonly store: string;
  readonly revision: number;
  readonly item: PolicyItem | undefined;
  readonly fresh: 'policy' | 'schema';
  readonly items: readonly PolicyItem[];
}

/** What is written at: a link by what it fills in, all else as text, a template with what fills it. */
function Chosen({ store, revision, item, fresh, items }: ChosenProps) {
  const { say } = useSpeech();
  const names = useMemo(() => schemaWords(items), [items]);
  const link = item === undefined ? undefined : linkOf(item);
  if (link !== undefined) return <LinkFacts store={store} revision={revision} link={link} />;
  return (
    <div className="policy-draft">
      {item === undefined && fresh === 'schema' ? <p>{say(words.schemaHelp)}</p> : null}
      <Draft store={store} revision={revision} item={item} fresh={fresh} words={names} items={items} />
      {item?.kind === 'template' ? (
        <TemplateLinks store={store} revision={revision} template={item} items={items} />
      ) : null}
    </div>
  );
}

interface ListProps {
  readonly store: string;
  readonly items: readonly PolicyItem[];
  readonly chosen: PolicyItem | undefined;
}

/** So many are seen at a glance; of more one may look for a name or for a word of the text. */
const atAGlance = 8;

function List({ store, items, chosen }: ListProps) {
  const { say } = useSpeech();
  const go = useGo();
  const [wanted, setWanted] = useState('');
  const shown = useMemo(() => items.filter((item) => holdsWords(item, wanted)), [items, wanted]);
  const held = chosen === undefined ? '' : keyOf(chosen);
  const [current, open] = useChoice(held, (item) => go(paths.policyStore(store, { item })));
  return (
    <nav aria-label={say(words.items)}>
      <New items={items} open={open} />
      {items.length <= atAGlance ? null : (
        <Filter wanted={wanted} setWanted={setWanted} shown={shown.length} count={items.length} />
      )}
      <ul>
        {shown.map((item) => (
          <li key={keyOf(item)}>
            <button
              type="button"
              aria-current={keyOf(item) === current ? 'true' : undefined}
              onClick={() => open(keyOf(item))}
            >
              <span>{visible(nameOf(item))}</span>
              <small>{say(words[kindOf(item)])}</small>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How another is begun. */
function New({ items, open }: Pick<ListProps, 'items'> & { open: (item: string) => void }) {
  const { say } = useSpeech();
  return (
    <>
      <IfMay action="yagura:ChangePolicyStore">
        <SpaceBetween direction="horizontal" size="xs">
          <Button iconName="add-plus" onClick={() => open('new')}>
            {say(words.newPolicy)}
          </Button>
          {items.some(({ kind }) => kind === 'schema') ? null : (
            <Button iconName="add-plus" onClick={() => open('new-schema')}>
              {say(words.writeSchema)}
            </Button>
          )}
        </SpaceBetween>
      </IfMay>
      {items.length === 0 ? <p>{say(words.noItems)}</p> : null}
    </>
  );
}

interface FilterProps {
  readonly wanted: string;
  readonly setWanted: (wanted: string) => void;
  readonly shown: number;
  readonly count: number;
}

function Filter({ wanted, setWanted, shown, count }: FilterProps) {
  const { say } = useSpeech();
  return (
    <div className="policy-filter">
      <SearchBox label={words.filter} text={wanted} change={setWanted} />
      <p role="status" className="cell-small">
        {say(words.filtered, { shown, count })}
      </p>
    </div>
  );
}

const freshOnes = ['new', 'new-schema'] as const;
const isFresh = (item: string): item is (typeof freshOnes)[number] => freshOnes.some((fresh) => fresh === item);

const keyOf = ({ kind, id }: Pick<PolicyItem, 'kind' | 'id'>): string => `${kind}:${id}`;
