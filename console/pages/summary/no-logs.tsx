import Button from '@cloudscape-design/components/button';
import { readingWords } from '../../i18n/reading.ts';
import { summaryWords } from '../../i18n/summary.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { useGo } from '../../parts/go.tsx';
import { Empty } from '../../parts/states.tsx';
import { Card } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';
import { isBusy } from '../../queries.ts';
import { useStatus } from '../../parts/use-status.ts';

/** Instead of widgets that would all be empty: that logs are being read, or how they are brought. */
export function NoLogs() {
  const { say } = useSpeech();
  const go = useGo();
  const status = useStatus();
  return (
    <Card>
      {isBusy(status) ? (
        <Empty title={say(readingWords.title)} help={say(readingWords.help)} />
      ) : (
        <Empty
          title={say(summaryWords.noLogs)}
          help={say(summaryWords.noLogsHelp)}
          action={
            <Button variant="primary" onClick={() => go(paths.sources())}>
              {say(summaryWords.simulatedBring)}
            </Button>
          }
        />
      )}
    </Card>
  );
}
