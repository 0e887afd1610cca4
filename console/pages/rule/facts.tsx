import { columnWords } from '../../i18n/column.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { ruleWords } from '../../i18n/rule.ts';
import type { RuleDetail } from '../../operations.ts';
import { FactList } from '../../parts/fact-list.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Tactics } from '../rules/tactics.tsx';

/** What the rule is called, how it works, and where it stands. */
export function RuleFacts({ rule }: { rule: RuleDetail }) {
  const { say } = useSpeech();
  return (
    <FactList
      facts={[
        { label: say(columnWords.type), value: <Raw of={rule.type} /> },
        {
          label: say(columnWords.tactics),
          value: <Tactics tactics={rule.tactics} techniques={rule.techniques} />,
        },
        { label: say(ruleWords.method), value: say(rule.windowed ? ruleWords.windowed : ruleWords.single) },
        { label: say(ruleWords.file), value: <Raw mono of={`${rule.file}:${rule.line}`} /> },
      ]}
    />
  );
}
