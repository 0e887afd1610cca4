import Alert from '@cloudscape-design/components/alert';
import { useSpeech } from '../../i18n/language.tsx';
import { newRuleWords } from '../../i18n/new-rule.ts';
import { Go } from '../../parts/go.tsx';
import { paths } from '../../paths.ts';
import { Writing } from './writing.tsx';

/** A rule without an event to make it of: a pattern to begin with, and the way that is easier. */
export function FromNothing({ title }: { title: string }) {
  const { say } = useSpeech();
  return (
    <Writing title={title} text={pattern}>
      <Alert type="info">
        {say(newRuleWords.fromEvent)}{' '}
        <Go to={paths.events()} className="go sentence-link">
          {say(newRuleWords.toEvents)}
        </Go>
      </Alert>
    </Writing>
  );
}

const pattern = `title: Access key made for the root user
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: iam.amazonaws.com
    eventName: CreateAccessKey
    userIdentity.type: Root
  condition: selection
level: high
tags:
  - attack.persistence
  - attack.t1098.001
`;
