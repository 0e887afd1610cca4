import './findings/findings.css';
import Button from '@cloudscape-design/components/button';
import { memo } from 'react';
import { readAddress, writeAddress } from '../address.ts';
import { findingsWords, givenViewsWords } from '../i18n/findings.ts';
import { useSpeech } from '../i18n/language.tsx';
import { suppressionsWords } from '../i18n/suppressions.ts';
import { useFigures } from '../parts/figures.tsx';
import { useGo } from '../parts/go.tsx';
import { Title } from '../parts/title.tsx';
import { Views } from '../parts/views.tsx';
import { IfMay } from '../parts/may.tsx';
import { paths } from '../paths.ts';
import { BulkBar } from './findings/bulk-bar.tsx';
import { ColumnChoice } from './findings/column-choice.tsx';
import { Filters } from './findings/filters.tsx';
import { Fresh } from './findings/fresh.tsx';
import { Listed } from './findings/listed.tsx';
import { Severities, States } from './findings/states.tsx';
import { useListing, type Listing } from './findings/use-listing.ts';
import { findingsSearch, listPart } from './findings-search.ts';

/** Views that everybody has. */
const given = [
  { name: givenViewsWords.usual, search: '' },
  {
    name: givenViewsWords.unjudged,
    search: '?severity=critical&severity=high&verdict!=true&verdict!=benign&verdict!=false',
  },
  { name: givenViewsWords.newest, search: '?sort=createdAt' },
] as const;

/** The list of findings; whatever it shows stands in the address, so that it can be sent to somebody. */
export function FindingsPage() {
  const listing = useListing();
  const { search, show, list, rows, filter, selection } = listing;
  return (
    <div className="fill">
      <Head search={search} total={rows.total} show={show} />
      <Filters search={search} total={rows.total} show={show} inputRef={filter} />
      <Bar search={search} list={list} known={rows.known} show={show} />
      <Listed listing={listing} />
      <BulkBar selection={selection} list={list} rows={rows} />
    </div>
  );
}

type ShownProps = Pick<Listing, 'search' | 'show'>;

/** What stands above the list is drawn anew when the list is another, and not with every key. */
const Bar = memo(function Bar({ search, show, list, known }: ShownProps & Pick<Listing, 'list'> & Known) {
  return (
    <div className="bar">
      <States search={search} show={show} />
      <Severities search={search} show={show} />
      <Fresh list={list} known={known} />
    </div>
  );
});
type Known = Pick<Listing['rows'], 'known'>;

const Head = memo(function Head({ search, show, total }: ShownProps & Pick<Listing['rows'], 'total'>) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const go = useGo();
  return (
    <Title
      help={say(findingsWords.help)}
      counter={total === undefined ? '' : count(total)}
      actions={
        <>
          <Views
            kept="findings.views"
            given={given}
            current={writeAddress(listPart(search))}
            show={(address) => show(findingsSearch(readAddress(address)))}
          />
          <ColumnChoice />
          <IfMay action="yagura:ListSuppressions">
            <Button onClick={() => go(paths.suppressions())}>{say(suppressionsWords.title)}</Button>
          </IfMay>
        </>
      }
    >
      {say(findingsWords.title)}
    </Title>
  );
});
