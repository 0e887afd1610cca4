import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import { comparisonWords, suppressionsWords as words } from '../../i18n/suppressions.ts';
import type { Suppression } from '../../operations.ts';
import { Moment } from '../../parts/figures.tsx';
import { Raw } from '../../parts/raw.tsx';
import { IfMay } from '../../parts/may.tsx';
import { Small } from '../../parts/row.tsx';
import { EndDialog } from './end-dialog.tsx';
import { Examples } from './examples.tsx';

/** Filters: what they ask, what they hide, and the button that ends them. */
export function Filters({ filters }: { filters: readonly Suppression[] }) {
  return filters.map((filter) => (
    <Filter key={`${filter.account} ${filter.region} ${filter.filter}`} filter={filter} />
  ));
}

function Filter({ filter: one }: { filter: Suppression }) {
  const { say } = useSpeech();
  const [ending, setEnding] = useState(false);
  const { filter, description, archives, findings, confirmed, examples, proposed } = one;
  return (
    <article className="suppression" aria-label={filter}>
      <div>
        <h3>
          <Raw of={proposed ? hiddenBy(one) : filter} />
        </h3>
        <Place one={one} />
        {description === '' ? null : (
          <p>
            <Raw of={description} />
          </p>
        )}
        <Conditions one={one} />
        <p>{say(words.fits, { count: findings, confirmed })}</p>
        {archives && confirmed > 0 ? <StatusIndicator type="warning">{say(words.confirmed)}</StatusIndicator> : null}
        {findings === 0 ? null : (
          <details>
            <summary>{say(words.evidence, { count: findings })}</summary>
            <Examples examples={examples} />
          </details>
        )}
      </div>
      <IfMay action="yagura:EndSuppression">
        <div className="suppression-end">
          <Button ariaLabel={say(words.endNamed, { filter })} onClick={() => setEnding(true)}>
            {say(words.end)}
          </Button>
        </div>
      </IfMay>
      {ending ? <EndDialog one={one} close={() => setEnding(false)} /> : null}
    </article>
  );
}

/** A filter that was made of a proposal has a name that nobody gave: it is called by what it hides. */
const hiddenBy = ({ conditions }: Suppression): string => conditions.flatMap(({ values }) => values).join(' · ');

function Place({ one: { account, region, everyAccount, proposed, createdAt, filter } }: { one: Suppression }) {
  const { say } = useSpeech();
  return (
    <Small>
      {proposed ? `${filter} · ` : null}
      {everyAccount ? say(words.everyAccount) : account} · {region} · {say(words.since)} <Moment at={createdAt} zoned />
      {proposed ? ` · ${say(words.proposedOnce)}` : null}
    </Small>
  );
}

function Conditions({ one: { conditions } }: { one: Suppression }) {
  const { say } = useSpeech();
  return (
    <ul className="plain">
      {conditions.map(({ attribute, comparison, values }) => (
        <li key={`${attribute} ${comparison}`}>
          <bdi className="name">{say(comparisonWords[comparison], { attribute, values: values.join(', ') })}</bdi>
        </li>
      ))}
    </ul>
  );
}
