import './rule/rule.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useSpeech } from '../i18n/language.tsx';
import { ruleWords } from '../i18n/rule.ts';
import { rulesWords } from '../i18n/rules.ts';
import { Crumbs } from '../parts/crumbs.tsx';
import { SeverityBadge } from '../parts/severity.tsx';
import { Title } from '../parts/title.tsx';
import { Widget } from '../parts/widget.tsx';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { visible } from '../visible.ts';
import { RuleActions } from './rule/actions.tsx';
import { RuleFacts } from './rule/facts.tsx';
import { RuleGuide } from './rule/guide.tsx';
import { Judged } from './rule/judged.tsx';
import { LastFindings } from './rule/last-findings.tsx';
import { Lately } from './rule/lately.tsx';
import { RuleTests } from './rule/tests.tsx';

const route = getRouteApi('/frame/rules/$id');

/** One rule: what it looks for and why, what came of it, what it cannot see, whether its tests hold, and its text. */
export function RulePage() {
  const { say } = useSpeech();
  const { id } = route.useParams();
  const { data: rule } = useSuspenseQuery(queries.rule(id));
  const crumbs = [
    { text: say(rulesWords.title), href: paths.rules() },
    { text: say(rule.title), href: paths.rule(id) },
  ];
  return (
    <>
      <Crumbs items={crumbs} />
      <Title
        help={say(ruleWords.help)}
        info={<SeverityBadge level={rule.level} />}
        actions={<RuleActions rule={rule} />}
      >
        {say(rule.title)}
      </Title>
      <div className="rule-page">
        <RuleFacts rule={rule} />
        <div className="rule-columns">
          <div className="rule-column">
            <RuleGuide rule={rule} />
            <Widget title={say(ruleWords.text)}>
              <pre className="source" tabIndex={0}>
                {visible(rule.source, 100_000)}
              </pre>
            </Widget>
          </div>
          <div className="rule-column">
            <Lately rule={rule} />
            <LastFindings id={id} />
            <Judged tally={rule.tally} />
            <RuleTests rule={rule} />
          </div>
        </div>
      </div>
    </>
  );
}
