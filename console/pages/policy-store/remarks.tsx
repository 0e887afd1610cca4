import Alert from '@cloudscape-design/components/alert';
import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { PolicyItem } from '../../policy-operations.ts';
import { Go } from '../../parts/go.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import { visible } from '../../visible.ts';

/** More are named when one asks for them, so that the list and the editor stay in sight. */
const few = 3;

/** Policies that are proven to do nothing, and why; nothing where there are none. */
export function Remarks({ store, items }: { store: string; items: readonly PolicyItem[] }) {
  const { say } = useSpeech();
  const { data } = useQuery(queries.policyRemarks(store));
  if (data === undefined || data.remarks.length === 0) return null;
  const { remarks, analysed, policies } = data;
  const named = (id: string): string => items.find((item) => item.kind === 'policy' && item.id === id)?.name ?? id;
  return (
    <div className="policy-remarks">
      <Alert type="info" header={say(words.remarks, { count: remarks.length })}>
        <details open={remarks.length <= few}>
          <summary>{say(words.remarksWhich)}</summary>
          <ul className="plain">
            {remarks.map(({ kind, policy, reason }) => (
              <li key={policy}>
                <Go to={paths.policyStore(store, { item: `policy:${policy}` })}>{visible(named(policy))}</Go>{' '}
                <small>{say(words[kind])}</small>
                <div>{say(reason)}</div>
              </li>
            ))}
          </ul>
        </details>
        {analysed < policies ? <p>{say(words.remarksOfFirst, { analysed, policies })}</p> : null}
      </Alert>
    </div>
  );
}
