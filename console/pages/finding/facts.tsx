import { columnWords } from '../../i18n/column.ts';
import { figuresWords } from '../../i18n/figures.ts';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Sentence } from '../../i18n/words.ts';
import type { Finding } from '../../operations.ts';
import { FactList } from '../../parts/fact-list.tsx';
import { Moment, useZone } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { useMay } from '../../parts/may.tsx';
import { Times } from '../../parts/row.tsx';
import { ShortName } from '../../parts/short-name.tsx';
import { paths } from '../../paths.ts';

/** What a newcomer may not know by its name says here what it is. */
const told: Readonly<Partial<Record<string, Sentence>>> = {
  principal: findingWords.principal,
  resource: findingWords.resource,
  type: findingWords.type,
};

/** What can be looked up about the finding; each value leads to the findings that share it. */
export function Facts({ finding }: { finding: Finding }) {
  const { say } = useSpeech();
  const zone = useZone();
  const mayReadRules = useMay('yagura:GetRule');
  const shared = (name: 'type' | 'account' | 'region' | 'principal' | 'resource') => ({
    label: say(told[name] ?? columnWords[name]),
    value:
      finding[name] === '' ? (
        say(figuresWords.unknown)
      ) : (
        <Go to={paths.findings({ [name]: finding[name] })}>
          <ShortName of={finding[name]} />
        </Go>
      ),
  });
  return (
    <FactList
      facts={[
        shared('principal'),
        // An attack on a whole account has no resource of its own.
        ...(finding.resource === '' ? [] : [shared('resource')]),
        shared('account'),
        // What crosses Regions has none of its own.
        ...(finding.region === '' ? [] : [shared('region')]),
        { label: say(columnWords.count), value: <Times of={finding} /> },
        { label: say(findingWords.seen) + zone, value: <Seen finding={finding} /> },
        shared('type'),
        ...(mayReadRules
          ? [{ label: say(columnWords.rule), value: <Go to={paths.rule(finding.rule)}>{say(findingWords.rule)}</Go> }]
          : []),
      ]}
    />
  );
}

function Seen({ finding: { firstSeen, lastSeen } }: { finding: Finding }) {
  if (firstSeen === lastSeen) return <Moment at={firstSeen} />;
  return (
    <>
      <Moment at={firstSeen} /> – <Moment at={lastSeen} />
    </>
  );
}
